import { isDeepStrictEqual } from 'node:util'
import { combine, type Mergeable, type MergeChoices, singleFields } from '@/workflows/combine-prospects'

export type Merged = {
  /** The one who stayed, right before the merge. */
  before: Mergeable
  /** The one who went, as they were then. */
  copy: Mergeable
  choices: MergeChoices
  /** Somebody unsubscribed meanwhile; nobody can tell for which of the two, so it counts for both. */
  isUnsubscribed: boolean
}

/**
 * Takes a merge back: the one who stayed loses what the merge gave and nobody has changed since, and keeps what
 * came later. The one who went is as before.
 */
export function separate(now: Mergeable, merged: Merged): { stayed: Mergeable; returned: Mergeable } {
  const { before, copy, choices, isUnsubscribed } = merged
  const given = combine(before, copy, choices)
  const single = singleFields.map((field) => [field, back(now[field], given[field], before[field])])
  const custom = Object.entries(now.fields).flatMap(([name, value]) => {
    const own = back(value, given.fields[name] ?? null, before.fields[name] ?? null)
    return own === null && !(name in before.fields) ? [] : [[name, own]]
  })
  const stayed: Mergeable = {
    ...now,
    ...Object.fromEntries(single),
    fields: Object.fromEntries(custom),
    tags: without(now.tags, copy.tags, before.tags),
    lists: without(now.lists, copy.lists, before.lists),
    visitorIds: without(now.visitorIds, copy.visitorIds, before.visitorIds),
    score: now.score - (given.score - before.score),
    consent: {
      email: back(now.consent.email, given.consent.email, before.consent.email),
      tracking: back(now.consent.tracking, given.consent.tracking, before.consent.tracking),
    },
  }
  if (!isUnsubscribed) return { stayed, returned: copy }
  const stop = (one: Mergeable): Mergeable => ({ ...one, consent: { ...one.consent, email: 'unsubscribed' } })
  return { stayed: stop(stayed), returned: stop(copy) }
}

function back<Value>(now: Value, given: Value, before: Value): Value {
  return isDeepStrictEqual(now, given) ? before : now
}

function without(now: string[], given: string[], own: string[]): string[] {
  return now.filter((one) => own.includes(one) || !given.includes(one))
}
