import { type Collection, MongoBulkWriteError, type OptionalUnlessRequiredId } from 'mongodb'

const DUPLICATE_KEY = 11000

/**
 * Inserts what is not there yet. Doing it again is harmless.
 * @returns the rows that a unique index refused
 * @throws when a row could not be inserted for another reason
 */
export async function insertNew<Row extends { _id: string }>(
  collection: Collection<Row>,
  rows: Row[],
): Promise<Row[]> {
  if (rows.length === 0) return []
  try {
    // A row with its own `_id` is what the driver asks for; it cannot see that through the type parameter.
    await collection.insertMany(rows as OptionalUnlessRequiredId<Row>[], {
      ordered: false,
      maxTimeMS: 10_000,
    })
    return []
  } catch (error) {
    return refusedRows(error, rows)
  }
}

function refusedRows<Row>(error: unknown, rows: Row[]): Row[] {
  if (!(error instanceof MongoBulkWriteError)) throw error
  const failures = [error.writeErrors].flat()
  const isOnlyDuplicates = failures.length > 0 && failures.every(({ code }) => code === DUPLICATE_KEY)
  if (!isOnlyDuplicates || error.result.getWriteConcernError()) throw error
  return failures.flatMap(({ index }) => rows[index] ?? [])
}
