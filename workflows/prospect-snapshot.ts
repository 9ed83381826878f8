import { z } from 'zod'

/** A value a custom prospect field can hold. */
export const fieldValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type FieldValue = z.infer<typeof fieldValueSchema>

/** The permissions a prospect gave: `unknown` lets transactional and first mails through, `unsubscribed` stops every mail. */
export const consentSchema = z.object({
  email: z.enum(['unknown', 'subscribed', 'unsubscribed']),
  tracking: z.enum(['unknown', 'granted', 'denied']),
})

/**
 * What the executor may know of a prospect: the values at the moment the burst opened (IR-13, decision ?6).
 * The live prospect document has the same fields plus storage ones, so every snapshot is a projection of it.
 */
export const prospectSnapshotSchema = z.object({
  email: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  organization: z.string(),
  phone: z.string(),
  timezone: z.string().nullable(),
  fields: z.record(z.string(), fieldValueSchema),
  tags: z.array(z.string()),
  lists: z.array(z.string()),
  score: z.number(),
  ownerId: z.string().nullable(),
  leadStatus: z.string().nullable(),
  consent: consentSchema,
})
export type ProspectSnapshot = z.infer<typeof prospectSnapshotSchema>

/** A prospect of whom nothing is known yet; the base for tests, simulation and new records. */
export const emptyProspect: ProspectSnapshot = {
  email: null,
  firstName: '',
  lastName: '',
  organization: '',
  phone: '',
  timezone: null,
  fields: {},
  tags: [],
  lists: [],
  score: 0,
  ownerId: null,
  leadStatus: null,
  consent: { email: 'unknown', tracking: 'unknown' },
}

/** The snapshot of anything that carries prospect values; a deep copy, so later changes do not reach it. */
export function takeSnapshot(prospect: ProspectSnapshot): ProspectSnapshot {
  return structuredClone(prospectSnapshotSchema.parse(prospect))
}
