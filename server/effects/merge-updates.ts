import type { FieldValue } from '@/workflows/prospect-snapshot'

/** The operators that effects change prospects with, each by field. */
export type MergedUpdate = {
  /** Set only where nothing is set. Stands alone, since the database does this in another kind of update. */
  setIfNull?: Record<string, FieldValue>
  $inc?: Record<string, number>
  $set?: Record<string, FieldValue>
  $addToSet?: Record<string, { $each: string[] }>
  $pullAll?: Record<string, string[]>
}

/**
 * Puts neighbours together whose updates can be one: a database update may touch a field by one operator only.
 * Order is kept, within a group and between groups.
 */
export function compatibleGroups<Item>(items: Item[], updateOf: (item: Item) => MergedUpdate) {
  const groups: { items: Item[]; update: MergedUpdate }[] = []
  for (const item of items) {
    const update = updateOf(item)
    const last = groups.at(-1)
    const merged = last && merge(last.update, update)
    if (last && merged) {
      last.items.push(item)
      last.update = merged
    } else groups.push({ items: [item], update })
  }
  return groups
}

/** Two updates, the second after the first, as one; null when a field would be touched by two operators. */
function merge(first: MergedUpdate, second: MergedUpdate): MergedUpdate | null {
  if (first.setIfNull || second.setIfNull) return null
  const operatorsOf = (update: MergedUpdate) =>
    Object.entries(update).flatMap(([operator, fields]) =>
      Object.keys(fields).map((field) => [field, operator] as const),
    )
  const taken = new Map(operatorsOf(first))
  const isClash = operatorsOf(second).some(([field, operator]) => (taken.get(field) ?? operator) !== operator)
  if (isClash) return null
  return withoutEmpty({
    $inc: combine(first.$inc, second.$inc, (a, b) => a + b),
    $set: combine(first.$set, second.$set, (_, b) => b),
    $addToSet: combine(first.$addToSet, second.$addToSet, (a, b) => ({ $each: [...a.$each, ...b.$each] })),
    $pullAll: combine(first.$pullAll, second.$pullAll, (a, b) => [...a, ...b]),
  })
}

function combine<Value>(
  first: Record<string, Value> = {},
  second: Record<string, Value> = {},
  both: (a: Value, b: Value) => Value,
): Record<string, Value> {
  const combined = { ...first }
  for (const [field, value] of Object.entries(second)) {
    const known = combined[field]
    combined[field] = known === undefined ? value : both(known, value)
  }
  return combined
}

/** The database refuses operators without fields. */
function withoutEmpty(update: MergedUpdate): MergedUpdate {
  return Object.fromEntries(Object.entries(update).filter(([, fields]) => Object.keys(fields).length))
}
