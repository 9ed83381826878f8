import type { Db } from 'mongodb'
import { connectDatabase, database } from '../db/connect'
import type { Auth } from './make-auth'

/**
 * Accounts and sessions. Connects first, so that any door may ask for it at any time; loaded only when it is asked
 * for, since that takes as long as everything else at start.
 */
export async function getAuth(): Promise<Auth> {
  await connectDatabase()
  const db = database()
  if (known?.db !== db) {
    const { makeAuth } = await import('./make-auth')
    known = { db, auth: makeAuth(db) }
  }
  return known.auth
}

let known: { db: Db; auth: Auth } | undefined
