import { readField } from './effects'
import type { EventPayload } from './events'
import { standardProspectFields } from './prospect-fields'
import type { ProspectSnapshot } from './prospect-snapshot'

/** The fields whose changes are told by `field.changed`; score, tags and lists have events of their own. */
const plainFields = [
  ...standardProspectFields
    .filter(({ name, type }) => name === 'ownerId' || type === 'text' || type === 'timezone')
    .map(({ name }) => name),
]

/**
 * What happened to a prospect, as events, between two moments (IF-13): a tag that is there already is not added
 * again, and a field that got the value it had did not change. So a chain of workflows ends where nothing changes.
 */
export function changesBetween(before: ProspectSnapshot, after: ProspectSnapshot): EventPayload[] {
  const changes: EventPayload[] = []
  for (const tag of added(before.tags, after.tags)) changes.push({ kind: 'tag.added', tag })
  for (const listId of added(before.lists, after.lists)) changes.push({ kind: 'list.joined', listId })
  for (const field of fieldsOf(before, after)) {
    const [old, value] = [readField(before, field), readField(after, field)]
    if (old !== value) changes.push({ kind: 'field.changed', field, before: old, value })
  }
  if (before.score !== after.score)
    changes.push({ kind: 'score.changed', before: before.score, score: after.score })
  return changes
}

function added(before: string[], after: string[]): string[] {
  const known = new Set(before)
  return [...new Set(after)].filter((value) => !known.has(value))
}

function fieldsOf(before: ProspectSnapshot, after: ProspectSnapshot): string[] {
  if (before.fields === after.fields) return plainFields
  const custom = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])
  return [...plainFields, ...[...custom].map((key) => `fields.${key}`)]
}
