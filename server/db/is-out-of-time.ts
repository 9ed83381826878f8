import { MongoServerError } from 'mongodb'

/** MongoDB's MaxTimeMSExpired. */
const OUT_OF_TIME = 50

/** True for the answer of a database that was not done within `maxTimeMS`. */
export function isOutOfTime(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === OUT_OF_TIME
}
