import { crc32 } from 'node:zlib'
import { BSON } from 'mongodb'
import type { StoredEvent } from '../events/stored-event'

/** Bytes of a journal that hold no event that can be read. */
export type Unreadable = {
  at: number
  length: number
  /** Its last record was never written whole, as a kill or a power cut leaves it: nobody was told that it is safe. */
  isTorn: boolean
}

/** One event as the journal keeps it: length and crc32 of what follows (4 bytes each, little-endian), then BSON. */
export function encodeRecord(event: StoredEvent): Buffer {
  const body = BSON.serialize(event)
  const record = Buffer.allocUnsafe(HEAD_BYTES + body.length)
  record.writeUInt32LE(body.length, 0)
  record.writeUInt32LE(crc32(body), 4)
  record.set(body, HEAD_BYTES)
  return record
}

/** Yields every event that can be read, whatever stands between them. @returns what cannot be read */
export function* readRecords(bytes: Buffer): Generator<StoredEvent, Unreadable[]> {
  const unreadable: Unreadable[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = recordEnd(bytes, at)
    if (end !== null) {
      yield BSON.deserialize(bytes.subarray(at + HEAD_BYTES, end)) as StoredEvent // its crc says that we wrote it
      at = end
      continue
    }
    const next = nextRecord(bytes, at + 1)
    unreadable.push({ at, length: next - at, isTorn: next === bytes.length && isTorn(bytes.subarray(at)) })
    at = next
  }
  return unreadable
}

const HEAD_BYTES = 8
/** An empty document. */
const SHORTEST_BODY = 5
/** No event comes near: header values are cut when they arrive. */
const LONGEST_BODY = 1024 * 1024

/** Where the record that begins here ends; null when none does. */
function recordEnd(bytes: Buffer, at: number): number | null {
  // BSON begins with its own length, so few places have to be measured by their crc.
  if (at + HEAD_BYTES + 4 > bytes.length) return null
  const length = bytes.readUInt32LE(at)
  const end = at + HEAD_BYTES + length
  if (
    length !== bytes.readUInt32LE(at + HEAD_BYTES) ||
    length < SHORTEST_BODY ||
    length > LONGEST_BODY ||
    end > bytes.length
  )
    return null
  return bytes.readUInt32LE(at + 4) === crc32(bytes.subarray(at + HEAD_BYTES, end)) ? end : null
}

function nextRecord(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) if (recordEnd(bytes, at) !== null) return at
  return bytes.length
}

function isTorn(rest: Buffer): boolean {
  if (rest.length < HEAD_BYTES + 4 || rest.every((byte) => byte === 0)) return true
  const length = rest.readUInt32LE(0)
  return length === rest.readUInt32LE(HEAD_BYTES) && HEAD_BYTES + length > rest.length
}
