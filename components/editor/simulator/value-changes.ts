import { snapshotValue } from '@/components/runs/snapshot-view'
import { applyEffect } from '@/workflows/effects'
import type { FieldValue, ProspectSnapshot } from '@/workflows/prospect-snapshot'

export type ValueChange = { name: string; label: string; before: unknown; after: unknown }

/** The prospect with another value in one place. */
export function withValue(prospect: ProspectSnapshot, name: string, value: unknown): ProspectSnapshot {
  if (name === 'tags') return { ...prospect, tags: Array.isArray(value) ? value.map(String) : [] }
  if (name === 'score') return { ...prospect, score: typeof value === 'number' ? value : 0 }
  const given = value as FieldValue // inputs of plain fields give plain values
  return applyEffect(prospect, { kind: 'field.change', payload: { field: name, value: given } })
}

/** What differs between two states of a prospect, among the given fields and what has actions of its own. */
export function valueChanges(
  before: ProspectSnapshot,
  after: ProspectSnapshot,
  fields: { name: string; label: string }[],
): ValueChange[] {
  const others = [
    { name: 'lists', label: 'Lists' },
    { name: 'ownerId', label: 'Owner' },
  ]
  return [...fields, ...others].flatMap(({ name, label }) => {
    const [old, value] = [snapshotValue(before, name), snapshotValue(after, name)]
    return JSON.stringify(old) === JSON.stringify(value) ? [] : [{ name, label, before: old, after: value }]
  })
}
