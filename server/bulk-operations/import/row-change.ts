import { emptyProspect, type FieldValue, type ProspectSnapshot } from '@/workflows/prospect-snapshot'
import type { Prospect } from '../../prospects/prospect'
import type { ImportInput } from './import-input'
import type { ReadRow, RowValues } from './read-row'

type GoodRow = Extract<ReadRow, { ok: true }>

/** A prospect as a row would make it. */
export function newFromRow({ values, lists }: GoodRow, input: ImportInput): ProspectSnapshot {
  const { consent, tags = [], ...given } = values
  return {
    ...emptyProspect,
    ...given,
    fields: given.fields ?? {},
    tags: union(tags, input.options.addTags),
    lists: union(lists, listOfAll(input)),
    consent: { ...emptyProspect.consent, ...consent },
  }
}

/** What a row changes of a prospect that is there; null: nothing. Tags and lists are added, never taken away. */
export type RowChange = { set: Record<string, FieldValue>; tags: string[]; lists: string[] }

/** @returns the change, and the prospect after it */
export function changeByRow(
  prospect: Prospect,
  { values, lists }: GoodRow,
  input: ImportInput,
): { change: RowChange; after: ProspectSnapshot } | null {
  if (input.options.existing === 'skip') return null
  const change = {
    set: Object.fromEntries(valuesOf(values).filter((value) => isWanted(prospect, value, input))),
    tags: missing(prospect.tags, [...(values.tags ?? []), ...input.options.addTags]),
    lists: missing(prospect.lists, [...lists, ...listOfAll(input)]),
  }
  if (!Object.keys(change.set).length && !change.tags.length && !change.lists.length) return null
  return { change, after: withChange(prospect, change) }
}

type Value = [path: string, value: FieldValue]

/** The single values of a row, by their paths in the prospect. */
function valuesOf({ fields = {}, consent = {}, tags: _tags, ...plain }: RowValues): Value[] {
  return [
    ...Object.entries(plain),
    ...Object.entries(fields).map(([key, value]): Value => [`fields.${key}`, value]),
    ...Object.entries(consent).map(([key, value]): Value => [`consent.${key}`, value]),
  ].filter((entry): entry is Value => entry[1] !== undefined)
}

/** Who unsubscribed or refused tracking did so themselves: no file takes that back. */
function isWanted(prospect: Prospect, [path, value]: Value, { options }: ImportInput): boolean {
  const before = valueAt(prospect, path)
  const isRefusal = path.startsWith('consent.') && (before === 'unsubscribed' || before === 'denied')
  if (before === value || isRefusal) return false
  return options.existing === 'overwrite' || isUnset(path, before)
}

function isUnset(path: string, value: FieldValue): boolean {
  if (path === 'score') return value === 0
  return value === null || value === '' || (path.startsWith('consent.') && value === 'unknown')
}

function valueAt(prospect: Prospect, path: string): FieldValue {
  const [group, key] = path.split('.', 2)
  if (group === 'fields' && key) return prospect.fields[key] ?? null
  if (group === 'consent' && key) return prospect.consent[key as keyof Prospect['consent']]
  return (prospect as Record<string, unknown>)[path] as FieldValue // a standard field, by the schema of a row
}

function withChange(prospect: Prospect, { set, tags, lists }: RowChange): ProspectSnapshot {
  const after = {
    ...prospect,
    fields: { ...prospect.fields },
    consent: { ...prospect.consent },
    tags: [...prospect.tags, ...tags],
    lists: [...prospect.lists, ...lists],
  }
  for (const [path, value] of Object.entries(set)) {
    const [group, key] = path.split('.', 2)
    if (key) Object.assign(group === 'fields' ? after.fields : after.consent, { [key]: value })
    else Object.assign(after, { [path]: value })
  }
  return after
}

const listOfAll = ({ options }: ImportInput) => (options.listId ? [options.listId] : [])
const union = (some: string[], more: string[]) => [...new Set([...some, ...more])]
const missing = (known: string[], wanted: string[]) =>
  [...new Set(wanted)].filter((one) => !known.includes(one))
