import type { Filter, FindCursor } from 'mongodb'
import type { Model } from 'mongoose'
import { collectionOf } from './collection-of'

/**
 * Reads rows by a filter that we built ourselves, operators and all, from values checked at the door. Mongoose
 * would take the operators for an attack.
 * @param maxTimeMS longest time the database may take; the cursor's own `maxTimeMS()` would change nothing any more
 */
export function findRows<Row extends { _id: string }>(
  model: Model<Row>,
  filter: Record<string, unknown>,
  projection?: Partial<Record<string, 0 | 1>>,
  maxTimeMS = 20_000,
): FindCursor<Row> {
  return collectionOf(model).find<Row>(filter as Filter<Row>, {
    ...(projection && { projection }),
    maxTimeMS,
  })
}
