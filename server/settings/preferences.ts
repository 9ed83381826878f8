import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'

/** What users chose for their own screens; it changes nothing for anybody else. */
const preferencesSchema = z.object({
  /** Columns of the prospect list, in order: names of fields. Null: the usual ones. */
  prospectColumns: z.array(z.string().min(1).max(100)).min(1).max(100).nullable().default(null),
})
type Preferences = z.infer<typeof preferencesSchema>

/** By user id. */
const storedPreferencesSchema = z.object({ _id: z.string(), values: z.unknown() })
const StoredPreferences = defineCollection('preferences', storedPreferencesSchema)

/** What a user chose; the defaults for what is left open, also when it was stored by an older version. */
export async function loadPreferences(userId: string): Promise<Preferences> {
  const stored = await collectionOf(StoredPreferences).findOne({ _id: userId }, { maxTimeMS: 5_000 })
  const values = preferencesSchema.safeParse(stored?.values ?? {})
  return values.success ? values.data : preferencesSchema.parse({})
}

export const savePreferencesSchema = z.object({
  prospectColumns: preferencesSchema.shape.prospectColumns.unwrap().optional(),
})

/** Changes what is given. */
export async function savePreferences(
  userId: string,
  { prospectColumns }: z.output<typeof savePreferencesSchema>,
): Promise<Preferences> {
  const set = prospectColumns === undefined ? {} : { 'values.prospectColumns': prospectColumns }
  await collectionOf(StoredPreferences).updateOne(
    { _id: userId },
    Object.keys(set).length ? { $set: set } : { $setOnInsert: { values: {} } },
    { upsert: true, maxTimeMS: 5_000 },
  )
  return loadPreferences(userId)
}
