import { database } from '../db/connect'
import { emptyDatabase, filledCollections } from './database'

/**
 * Remembers every document there is just now. @returns puts the database back to that, as often as it is called: much
 * quicker than making the same anew by what made it
 */
export async function keepScene(): Promise<() => Promise<void>> {
  const kept = await Promise.all(
    (await filledCollections()).map(async (name) => ({
      name,
      documents: await database().collection(name).find().toArray(),
    })),
  )
  return async () => {
    await emptyDatabase()
    await Promise.all(kept.map(({ name, documents }) => database().collection(name).insertMany(documents)))
  }
}
