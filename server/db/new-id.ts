import { createHash } from 'node:crypto'
import { ObjectId } from 'mongodb'

/** A new id: 24 hex digits, unique across processes, in order of making within a second. */
export function newId(): string {
  return new ObjectId().toHexString()
}

/** The id that always belongs to these parts: 24 hex digits. Doing the same thing again finds the same id. */
export function derivedId(...parts: (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}
