/** The named ticks that Agenda runs; what each does stands in the catalogue. */
export const jobNames = [
  'events.plan',
  'effects.apply',
  'runs.wake',
  'holds.release',
  'visitors.attribute',
  'search.renew',
  'lists.fill',
  'bulk.step',
  'bulk.sweep',
  'fx.sweep',
  'spam.sweep',
  'starts.sweep',
  'erasures.finish',
  'merges.finish',
] as const
export type JobName = (typeof jobNames)[number]

/** True for a name of the catalogue; what comes over a socket may be anything. */
export function isJobName(name: string): name is JobName {
  return (jobNames as readonly string[]).includes(name)
}
