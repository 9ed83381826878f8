/** A moment as an input for date and time wants it, in the reader's own time zone: `2026-03-01T09:00`. */
export function localDateTime(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`
}
