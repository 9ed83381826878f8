import type { z } from 'zod'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { emailTaken } from './email-taken'
import { unknownProspect } from './load-prospect'
import { Prospects } from './prospect'
import { prospectInputSchema } from './prospect-input'
import { type ProspectRecord, toProspectRecord } from './prospect-record'
import { registerFields } from './register-fields'

export const updateProspectSchema = prospectInputSchema.partial()
export type UpdateProspect = z.infer<typeof updateProspectSchema>

/**
 * Changes what is given and nothing else; custom fields and consent are changed key by key.
 * @throws AppError 'not-found', or 'conflict' when the address belongs to another prospect
 */
export async function updateProspect(id: string, changes: UpdateProspect): Promise<ProspectRecord> {
  await registerFields(changes.fields ?? {})
  try {
    const updated = await Prospects.findOneAndUpdate(
      { _id: id },
      { $set: { ...flatten(changes), updatedAt: new Date() } },
      { returnDocument: 'after' },
    ).lean()
    if (!updated) throw unknownProspect(id)
    return toProspectRecord(updated)
  } catch (error) {
    if (isDuplicateKey(error)) throw await emailTaken(changes.email ?? null)
    throw error
  }
}

/** Paths for `$set`, so that a change to one custom field leaves the others alone. */
function flatten({ fields = {}, consent = {}, ...plain }: UpdateProspect): Record<string, unknown> {
  const paths = [
    ...Object.entries(plain),
    ...Object.entries(fields).map(([key, value]) => [`fields.${key}`, value] as const),
    ...Object.entries(consent).map(([key, value]) => [`consent.${key}`, value] as const),
  ]
  return Object.fromEntries(paths.filter(([, value]) => value !== undefined))
}
