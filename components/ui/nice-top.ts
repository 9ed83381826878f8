/** The end of an axis from zero that holds `most`: 2, 4, 10, 20, 40, 100 …, so that its half is a whole number. */
export function niceTop(most: number): number {
  if (most <= 2) return 2
  const size = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 6, 8, 10].map((step) => step * size).find((top) => top >= most && top % 2 === 0) ?? most
}
