let clock = () => new Date()

/** The instant that waits and due times are measured with. Leases use the database's clock instead. */
export function now(): Date {
  return clock()
}

/** Replaces the clock, for tests; null puts the real one back. */
export function setClock(fake: (() => Date) | null): void {
  clock = fake ?? (() => new Date())
}
