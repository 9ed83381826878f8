/** A moment as `datetime-local` inputs hold it, on the clock of the reader. */
export function toLocalInput(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** The moment an input holds; null when it is empty or half typed. */
export function fromLocalInput(text: string): Date | null {
  const at = new Date(text)
  return text && !Number.isNaN(at.getTime()) ? at : null
}
