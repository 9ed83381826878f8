import { z } from 'zod'

/** Format 1, as far as this migration reads it: what is wrong with the rest is said after migrating. */
const format1 = z.looseObject({ version: z.literal(1) })

/** Format 2 adds the settings of the workflow. Until then every event that starts a workflow started it. */
export function addSettings(document: unknown): unknown {
  return { ...format1.parse(document), version: 2, settings: { reentry: { mode: 'always' } } }
}
