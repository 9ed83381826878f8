/**
 * A number from 0 up to 1, drawn from the parts: the same parts always draw the same, and a change anywhere draws
 * anew. Spreads evenly (cyrb53); it is no secret and keeps none.
 */
export function drawNumber(...parts: string[]): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const character of JSON.stringify(parts)) {
    const code = character.codePointAt(0) ?? 0
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return ((low & 0x1fffff) * 2 ** 32 + (high >>> 0)) / 2 ** 53
}
