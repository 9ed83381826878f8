import { MongoServerError } from 'mongodb'
import { AppError } from '../errors'

/** MongoDB's MaxTimeMSExpired. */
const OUT_OF_TIME = 50

/** True for the answer of a database that was not done within `maxTimeMS`. */
export function isOutOfTime(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === OUT_OF_TIME
}

/**
 * Reads by a filter that somebody built, and that may look at too much.
 * @throws AppError 'unprocessable' when the database was not done in time
 */
export async function readByFilter<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (cause) {
    if (!isOutOfTime(cause)) throw cause
    throw new AppError('unprocessable', {
      message: 'a filter took too long',
      userMessage:
        'This filter has to look at too many prospects. Narrow it down with a condition such as a tag, a list, an owner or a score.',
      cause,
    })
  }
}
