import type { KeptProcess } from './keep-running'

/**
 * Stops what was started, the last one first and one at a time:
 * web, so that nothing new comes in; then the worker; the database when nobody writes any more.
 */
export async function stopInOrder(started: KeptProcess[]): Promise<void> {
  for (const part of started.toReversed()) await part.stop()
}
