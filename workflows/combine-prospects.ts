import { z } from 'zod'
import type { ProspectSnapshot } from './prospect-snapshot'

/** Whose value is kept where both have one. */
export const sideSchema = z.enum(['survivor', 'other'])
export type Side = z.infer<typeof sideSchema>

/** What a person decides about a merge. What is left out is the survivor's, or the other's where that one has none. */
export const mergeChoicesSchema = z.object({
  /** By the name of a field: `email`, `firstName`, …, `ownerId`, `leadStatus`, or `fields.<name>`. */
  fields: z.record(z.string().max(200), sideSchema).default({}),
  /** `higher` (default) or the `sum` of both. */
  score: z.enum(['higher', 'sum']).default('higher'),
})
export type MergeChoices = z.infer<typeof mergeChoicesSchema>

/** The single values that can be chosen one by one. */
export const singleFields = [
  'email',
  'firstName',
  'lastName',
  'organization',
  'phone',
  'timezone',
  'ownerId',
  'leadStatus',
] as const

/** What a merge looks at. */
export type Mergeable = ProspectSnapshot & { visitorIds: string[] }

/**
 * One prospect out of two: single values by choice, everything of which there can be several together, and of
 * permissions the stricter one.
 */
export function combine(survivor: Mergeable, other: Mergeable, { fields, score }: MergeChoices): Mergeable {
  const single = singleFields.map((field) => [field, chosen(fields[field], survivor[field], other[field])])
  const names = [...new Set([...Object.keys(survivor.fields), ...Object.keys(other.fields)])]
  const custom = names.map((name) => [
    name,
    chosen(fields[`fields.${name}`], survivor.fields[name] ?? null, other.fields[name] ?? null),
  ])
  return {
    ...survivor,
    ...Object.fromEntries(single),
    fields: Object.fromEntries(custom),
    tags: union(survivor.tags, other.tags),
    lists: union(survivor.lists, other.lists),
    visitorIds: union(survivor.visitorIds, other.visitorIds),
    score: score === 'sum' ? survivor.score + other.score : Math.max(survivor.score, other.score),
    consent: {
      email: stricter(['unsubscribed', 'subscribed', 'unknown'], survivor.consent.email, other.consent.email),
      tracking: stricter(['denied', 'granted', 'unknown'], survivor.consent.tracking, other.consent.tracking),
    },
  }
}

/** An empty value is none: it never wins over one, unless it was chosen. */
function chosen<Value>(side: Side | undefined, survivor: Value, other: Value): Value {
  if (side) return side === 'other' ? other : survivor
  return survivor === null || survivor === '' ? other : survivor
}

function union(first: string[], second: string[]): string[] {
  return [...new Set([...first, ...second])]
}

/** The first in the order that one of them has. */
function stricter<Permission extends string>(order: Permission[], ...given: Permission[]): Permission {
  return order.find((permission) => given.includes(permission)) as Permission // the order has all of them
}
