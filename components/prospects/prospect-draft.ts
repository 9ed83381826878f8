import type { ProspectRecord } from './prospect-record'

const editable = [
  'email',
  'firstName',
  'lastName',
  'organization',
  'phone',
  'leadStatus',
  'timezone',
  'score',
  'tags',
  'fields',
  'consent',
] as const satisfies readonly (keyof ProspectRecord)[]

/** What people can change of a prospect. */
export type ProspectDraft = Pick<ProspectRecord, (typeof editable)[number]>

/** What was edited and nothing else, so that saving undoes nothing a run changed meanwhile; an emptied address means none. */
export function changesBetween(before: ProspectDraft, after: ProspectDraft): Partial<ProspectDraft> {
  const changed = editable.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  const changes: Partial<ProspectDraft> = Object.fromEntries(changed.map((key) => [key, after[key]]))
  if (changes.email === '') changes.email = null
  if (changes.leadStatus === '') changes.leadStatus = null
  if (changes.fields) changes.fields = changedFields(before.fields, after.fields)
  return changes
}

function changedFields(before: ProspectDraft['fields'], after: ProspectDraft['fields']) {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value))
}
