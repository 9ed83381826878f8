import type { Collection } from 'mongodb'
import type { Model } from 'mongoose'
import { database } from './connect'

/**
 * The driver's own collection behind a model, for guarded updates, bulk writes and server time (`$$NOW`), which
 * Mongoose's sanitised filters do not let through. Values only, never a filter that came from outside.
 */
export function collectionOf<Row extends { _id: string }>(model: Model<Row>): Collection<Row> {
  return database().collection<Row>(model.collection.name)
}
