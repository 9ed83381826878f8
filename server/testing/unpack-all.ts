import { unpackEvents } from '../events/packed-events'

/** Puts all packed events into the inbox, as planners do. */
export async function unpackAll(): Promise<void> {
  while ((await unpackEvents()) !== null);
}
