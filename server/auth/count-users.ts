import { database } from '../db/connect'

/** How many people have an account. */
export function countUsers(): Promise<number> {
  return database().collection('user').countDocuments({}, { maxTimeMS: 5000 })
}
