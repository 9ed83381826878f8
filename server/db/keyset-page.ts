import type { Model } from 'mongoose'
import { z } from 'zod'
import { AppError } from '../errors'
import { findRows } from './find-rows'

/** How a list is asked for; the same at every door. */
export const pageSchema = z.object({
  /** `next` of the page before. */
  cursor: z.string().max(500).nullish(),
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
})
export type PageInput = { cursor?: string | null | undefined; limit?: number | undefined }

export type Page<Item> = { items: Item[]; next: string | null }

type Query = PageInput & {
  /** Built by us, from values that were checked at the door: operators are taken as they are. */
  filter?: Record<string, unknown>
  /** A date field that every document has; pages run from the newest to the oldest, then by id. */
  by: string
}

/**
 * One page of a collection. New documents in front never shift what follows.
 * @throws AppError 'invalid-input' for a cursor that was not answered by a list
 */
export async function keysetPage<Row extends { _id: string }>(
  model: Model<Row>,
  { filter = {}, by, cursor, limit = 50 }: Query,
): Promise<Page<Row>> {
  const after = cursor ? { $or: beyond(by, readCursor(cursor)) } : {}
  const rows = await findRows(model, { $and: [filter, after] })
    .sort({ [by]: -1, _id: -1 })
    .limit(limit + 1)
    .toArray()
  return toPage(rows, limit, (row) => ({ at: dateIn(row, by), id: row._id }))
}

/** The place of a row in its list. */
export type Position = { at: Date; id: string }

/** A page of rows that were read one more than `limit`. */
export function toPage<Row>(rows: Row[], limit: number, positionOf: (row: Row) => Position): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? writeCursor(positionOf(last)) : null }
}

function beyond(by: string, { at, id }: Position) {
  return [{ [by]: { $lt: at } }, { [by]: at, _id: { $lt: id } }]
}

function dateIn(row: object, by: string): Date {
  const at = (row as Record<string, unknown>)[by] // `by` names a date field of the row
  return at instanceof Date ? at : new Date(0)
}

function writeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url')
}

const positionSchema = z.tuple([z.number().int(), z.string()])

/** @throws AppError 'invalid-input' */
export function readCursor(cursor: string): Position {
  const parsed = positionSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (parsed.success) return { at: new Date(parsed.data[0]), id: parsed.data[1] }
  throw new AppError('invalid-input', {
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
