import type { z } from 'zod'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { newId } from '../db/new-id'
import { recordChanges } from '../events/record-changes'
import { checkFieldValues } from './check-field-values'
import { definedOnly } from './defined-only'
import { emailTaken } from './email-taken'
import { type Prospect, Prospects } from './prospect'
import { prospectInputSchema } from './prospect-input'
import { type ProspectRecord, toProspectRecord } from './prospect-record'
import { registerFields } from './register-fields'
import { searchOf } from './search-words'

export const createProspectSchema = prospectInputSchema.partial()
export type CreateProspect = z.infer<typeof createProspectSchema>

/**
 * A new prospect; what is not given is empty.
 * @param id for callers that must find the same prospect again when they are repeated
 * @throws AppError 'conflict' when the address belongs to another prospect; its id is in the details; 'invalid-input' for a
 * custom field value of the wrong type
 */
export async function createProspect(input: CreateProspect, id = newId()): Promise<ProspectRecord> {
  const now = new Date()
  const { consent, ...given } = input
  const fields = await checkFieldValues(input.fields ?? {})
  const prospect: Prospect = {
    _id: id,
    ...emptyProspect,
    ...definedOnly(given),
    fields,
    consent: { ...emptyProspect.consent, ...consent },
    visitorIds: [],
    fx: [],
    lastActivityAt: null,
    createdAt: now,
    updatedAt: now,
  }
  prospect.search = searchOf(prospect)
  await registerFields(prospect.fields)
  try {
    await Prospects.create(prospect)
  } catch (error) {
    if (isDuplicateKey(error)) throw await emailTaken(prospect.email)
    throw error
  }
  // What it has from the start is new to it (IF-13).
  await recordChanges(id, emptyProspect, prospect)
  return toProspectRecord(prospect)
}
