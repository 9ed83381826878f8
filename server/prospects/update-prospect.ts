import type { z } from 'zod'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { recordChanges } from '../events/record-changes'
import { recordEdit } from '../events/record-edit'
import { checkFieldValues } from './check-field-values'
import { definedOnly } from './defined-only'
import { emailTaken } from './email-taken'
import { unknownProspect } from './load-prospect'
import { currentId } from './merge/where-merged'
import { type Prospect, Prospects } from './prospect'
import { prospectInputSchema } from './prospect-input'
import { type ProspectRecord, toProspectRecord } from './prospect-record'
import { registerFields } from './register-fields'
import { renewSearch, searchIsStale } from './renew-search'

export const updateProspectSchema = prospectInputSchema.partial()
export type UpdateProspect = z.infer<typeof updateProspectSchema>

/**
 * Changes what is given and nothing else; custom fields and consent are changed key by key. Who was merged into
 * another prospect is changed as that one.
 *
 * @param by a user id, or `api-key:<id>`, for the timeline; left out, it does not tell of the change
 * @throws AppError 'not-found', 'conflict' when the address belongs to another prospect, or 'invalid-input' for a custom
 * field value of the wrong type
 */
export async function updateProspect(
  wanted: string,
  given: UpdateProspect,
  by?: string,
): Promise<ProspectRecord> {
  const id = await currentId(wanted)
  const changes = given.fields ? { ...given, fields: await checkFieldValues(given.fields) } : given
  await registerFields(changes.fields ?? {})
  const updatedAt = new Date()
  try {
    const before = await Prospects.findOneAndUpdate(
      { _id: id },
      { $set: { ...flatten(changes), ...searchIsStale(givenIn(changes)), updatedAt } },
      { returnDocument: 'before' },
    ).lean()
    if (!before) throw unknownProspect(id)
    if (searchIsStale(givenIn(changes)).search === null) await renewSearch([id])
    const after = withChanges({ ...before, updatedAt }, changes)
    if (by) await recordEdit(id, { before, after, by })
    await recordChanges(id, before, after)
    return toProspectRecord(after)
  } catch (error) {
    if (isDuplicateKey(error)) throw await emailTaken(changes.email ?? null)
    throw error
  }
}

/** The prospect with exactly these changes, whatever others change at the same time (IF-13). */
function withChanges(before: Prospect, { fields = {}, consent = {}, ...plain }: UpdateProspect): Prospect {
  return {
    ...before,
    ...definedOnly(plain),
    fields: { ...before.fields, ...fields },
    consent: { ...before.consent, ...definedOnly(consent) },
  }
}

function givenIn(changes: UpdateProspect): string[] {
  return Object.keys(definedOnly(changes))
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
