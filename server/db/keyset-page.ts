import type { CollationOptions } from 'mongodb'
import type { Model } from 'mongoose'
import { z } from 'zod'
import { AppError } from '../errors'
import { findRows } from './find-rows'

/** How a list is asked for; the same at every door. */
export const pageSchema = z.object({
  /** `next` of the page before. */
  cursor: z.string().max(2000).nullish(),
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
})
export type PageInput = { cursor?: string | null | undefined; limit?: number | undefined }

export type Page<Item> = { items: Item[]; next: string | null }

type Query = PageInput & {
  /** Built by us, from values that were checked at the door: operators are taken as they are. */
  filter?: Record<string, unknown>
  /**
   * A field that holds a date, a number or a text, by its path; pages run along it, then by id. Documents without a
   * value (null) come last in either direction.
   */
  by: string
  /** Default: from the newest, or largest, to the oldest. */
  order?: 'asc' | 'desc'
  /** Fields to leave out (0), or the only ones to read (1); then `by` has to be among them. */
  projection?: Partial<Record<string, 0 | 1>>
  /** Longest time that the database may take, in ms. */
  maxTimeMS?: number
  /** The index to use, where we know better than the database's own trial. */
  hint?: Record<string, 1 | -1>
  /** The stretch of that index to look at: from, and up to but without. */
  stretch?: { min: Record<string, string>; max: Record<string, string> }
  /**
   * How many documents of each stretch of the order are looked at, at most. The page may then be short, or empty, although
   * there are more: `next` leads on from where it stopped looking.
   */
  lookAt?: number
  /** How texts stand in order; default: by their code points. */
  collation?: CollationOptions
}

/**
 * One page of a collection. New documents in front never shift what follows. With an index on `{ [by]: 1, _id: 1 }`, in
 * either direction, a page far down costs what the first one costs, also among many equal values.
 * @throws AppError 'invalid-input' for a cursor that was not answered by a list
 */
export async function keysetPage<Row extends { _id: string }>(
  model: Model<Row>,
  query: Query,
): Promise<Page<Row>> {
  const { by, order = 'desc', cursor, limit = 50, lookAt, maxTimeMS = 20_000 } = query
  const rows: Row[] = []
  const until = Date.now() + maxTimeMS
  const timeLeft = () => ({ ...query, order, maxTimeMS: Math.max(1, until - Date.now()) })
  for (const segment of segmentsAfter(cursor ? readPlace(cursor) : null, by, order)) {
    const end = lookAt ? await placeAhead(model, segment, timeLeft()) : null
    for (const part of end ? partsUpTo(end, segment, by, order) : [segment]) {
      const missing = limit + 1 - rows.length
      if (missing > 0) rows.push(...(await readSegment(model, part, timeLeft(), missing)))
    }
    if (rows.length > limit) break
    if (end) return { items: rows, next: writeCursor(end) }
  }
  return toPage(rows, limit, (row) => ({ at: valueIn(row, by), id: row._id }))
}

function readSegment<Row extends { _id: string }>(
  model: Model<Row>,
  segment: Filter,
  { filter = {}, by, order, collation, maxTimeMS, ...how }: Bounded,
  limit: number,
): Promise<Row[]> {
  const found = findRows(model, { $and: [segment, filter] }, how.projection, maxTimeMS)
    .sort(sortOf(by, order))
    .limit(limit)
  if (how.hint) found.hint(how.hint)
  if (how.stretch) found.min(how.stretch.min).max(how.stretch.max)
  return (collation ? found.collation(collation) : found).toArray()
}

/** The place of the last document that may be looked at; null when there are not so many. */
async function placeAhead<Row extends { _id: string }>(
  model: Model<Row>,
  segment: Filter,
  { by, order, lookAt = 1, collation, maxTimeMS }: Bounded,
): Promise<Place | null> {
  const found = findRows(model, segment, { [by]: 1 }, maxTimeMS)
    .sort(sortOf(by, order))
    .skip(lookAt - 1)
    .limit(1)
  const [row] = await (collation ? found.collation(collation) : found).toArray()
  return row ? { at: valueIn(row, by), id: row._id } : null
}

type Filter = Record<string, unknown>
type Bounded = Query & { maxTimeMS: number }

function sortOf(by: string, order: Query['order']): Record<string, 1 | -1> {
  const direction = order === 'asc' ? 1 : -1
  return { [by]: direction, _id: direction }
}

/**
 * What follows a place, as filters to be read one after the other: each is one stretch of the index, where one filter
 * for all would make the database walk over what came before.
 */
function segmentsAfter(place: Place | null, by: string, order: 'asc' | 'desc'): Filter[] {
  const [beyond, start] = order === 'asc' ? ['$gt', lowest] : ['$lt', null]
  const empty = { [by]: null }
  if (!place) return order === 'asc' ? [{ [by]: start }, empty] : [{}]
  const equals = { [by]: place.at, _id: { [beyond]: place.id } }
  return place.at === null ? [equals] : [equals, { [by]: { [beyond]: place.at } }, empty]
}

/** A segment up to a place in it, the place included, in the same way. */
function partsUpTo({ at, id }: Place, segment: Filter, by: string, order: 'asc' | 'desc'): Filter[] {
  const [before, until] = order === 'asc' ? ['$lt', '$lte'] : ['$gt', '$gte']
  const nearer = { [by]: at === null ? lowest : { [before]: at } }
  const equal = { [by]: at, _id: { [until]: id } }
  return [{ $and: [segment, nearer] }, { $and: [segment, equal] }]
}

/** Everything but null; upwards, null would come first. */
const lowest = { $ne: null }

type Value = Date | string | number | null
type Place = { at: Value; id: string }

/** The place of a row in its list. */
export type Position = { at: Date; id: string }

/** A page of rows that were read one more than `limit`. */
export function toPage<Row>(rows: Row[], limit: number, placeOf: (row: Row) => Place): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? writeCursor(placeOf(last)) : null }
}

function valueIn(row: object, path: string): Value {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at && typeof at === 'object' ? Reflect.get(at, key) : null), row)
  return value instanceof Date || typeof value === 'string' || typeof value === 'number' ? value : null
}

function writeCursor({ at, id }: Place): string {
  const value = at instanceof Date ? at.getTime() : { value: at }
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

const dateSchema = z
  .number()
  .int()
  .transform((ms) => new Date(ms))
const valueSchema = z
  .object({ value: z.union([z.string(), z.number(), z.null()]) })
  .transform(({ value }) => value)
const placeSchema = z.tuple([z.union([dateSchema, valueSchema]), z.string()])

/** Reads a cursor of a list that runs along a date. @throws AppError 'invalid-input' */
export function readCursor(cursor: string): Position {
  const { at, id } = readPlace(cursor)
  if (at instanceof Date) return { at, id }
  throw unreadable()
}

function readPlace(cursor: string): Place {
  const parsed = placeSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (parsed.success) return { at: parsed.data[0], id: parsed.data[1] }
  throw unreadable()
}

function unreadable(): AppError {
  return new AppError('invalid-input', {
    message: 'an unreadable cursor',
    userMessage: 'This page of the list does not exist. Start again without “cursor”.',
    details: [{ field: 'cursor', message: 'Use the value of “next” from the page before' }],
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
