import {
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb'

/** Command answers that say "not now": time limit passed, shutting down, stepping down. */
const passingCodes = new Set<unknown>([50, 89, 91, 189, 10058, 10107, 11600, 11602, 13435, 13436])

/** True when the database did not answer or could not just now, so the work itself is not to blame. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false
  if (error instanceof MongoServerError)
    return passingCodes.has(error.code) || error.hasErrorLabel('RetryableWriteError')
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongoTopologyClosedError ||
    error.name.startsWith('MongoPool')
  )
}
