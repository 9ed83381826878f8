import type { IndexDescription } from 'mongodb'
import mongoose, { type Model } from 'mongoose'
import type { z } from 'zod'

type Stored = { _id: string }

const indexesByCollection = new Map<string, IndexDescription[]>()

/**
 * One collection: zod owns the shape, Mongoose holds storage and the connection, indexes stand beside the shape.
 * Ids are strings we make ourselves. `_shape` gives the type only; parse at the doors.
 */
export function defineCollection<Shape extends z.ZodType<Stored>>(
  name: string,
  _shape: Shape,
  indexes: IndexDescription[] = [],
): Model<z.infer<Shape>> {
  indexesByCollection.set(name, indexes)
  const schema = new mongoose.Schema(
    { _id: String },
    {
      collection: name,
      strict: false,
      strictQuery: false,
      versionKey: false,
      autoIndex: false,
      minimize: false,
    },
  )
  // The schema is open on purpose; the type is the zod shape's, which Mongoose cannot infer.
  return (mongoose.models[name] ?? mongoose.model(name, schema)) as unknown as Model<z.infer<Shape>>
}

/** The indexes of every collection that has been defined so far. */
export function definedIndexes(): ReadonlyMap<string, IndexDescription[]> {
  return indexesByCollection
}
