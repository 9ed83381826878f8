import { isDeepStrictEqual } from 'node:util'
import type { EventPayload } from '@/workflows/events'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { inboxEvent } from './record-event'
import { Events } from './stored-event'

type Change = Extract<EventPayload, { kind: 'prospect.edited' }>['changes'][number]

/**
 * Tells the timeline that somebody changed values of a prospect by hand or through the API, and which. Nothing waits
 * for it: what workflows listen for is told by `recordChanges`.
 *
 * @param by a user id, or `api-key:<id>`
 */
export async function recordEdit(
  prospectId: string,
  { before, after, by }: { before: ProspectSnapshot; after: ProspectSnapshot; by: string },
): Promise<void> {
  const changes = editsBetween(before, after)
  if (changes.length === 0) return
  const event = inboxEvent({ kind: 'prospect.edited', by, changes }, { prospectId })
  await insertNew(collectionOf(Events), [
    { ...event, state: 'planned' as const, outcome: 'no-live-goal' as const },
  ])
}

/** Value by value; several values, such as tags, count as one. */
export function editsBetween(before: ProspectSnapshot, after: ProspectSnapshot): Change[] {
  const old = new Map(valuesOf(before))
  const now = new Map(valuesOf(after))
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, value: now.get(field) ?? null }))
    .filter(({ before, value }) => !isDeepStrictEqual(before, value))
}

function valuesOf(prospect: ProspectSnapshot): [string, Change['value']][] {
  const { email, firstName, lastName, organization, phone, timezone, score, ownerId, leadStatus } = prospect
  const single = { email, firstName, lastName, organization, phone, timezone, score, ownerId, leadStatus }
  return [
    ...Object.entries(single),
    ['tags', prospect.tags],
    ['consent.email', prospect.consent.email],
    ['consent.tracking', prospect.consent.tracking],
    ...Object.entries(prospect.fields).map(([key, value]): [string, Change['value']] => [
      `fields.${key}`,
      value,
    ]),
  ]
}
