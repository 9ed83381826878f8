/** How many lanes events are spread over; one worker works on a lane at a time. */
export const laneCount = 16

/** The lane of a prospect (or, for anonymous events, of the event): FNV-1a over the id. */
export function laneOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % laneCount
}
