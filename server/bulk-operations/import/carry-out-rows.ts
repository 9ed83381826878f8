import { type AnyBulkWriteOperation, MongoBulkWriteError } from 'mongodb'
import { collectionOf } from '../../db/collection-of'
import { findRows } from '../../db/find-rows'
import { insertNew } from '../../db/insert-new'
import { derivedId } from '../../db/new-id'
import { insertEvents } from '../../events/record-event'
import { now } from '../../jobs/clock'
import { type Membership, Memberships } from '../../lists/membership'
import { type Prospect, Prospects } from '../../prospects/prospect'
import { searchIsStale } from '../../prospects/renew-search'
import { searchOf } from '../../prospects/search-words'
import { pseudonymOf, Tombstones } from '../../prospects/tombstone'
import type { Counts, Standing } from '../handler'
import {
  type ImportChunk,
  type ImportRow,
  problemOf,
  prospectIdOf,
  type RowOrders,
  type RowOutcome,
  rowOutcomes,
} from './decide-rows'
import { isForgotten } from './forgotten'
import type { ImportCursor } from './import-cursor'
import type { ImportInput } from './import-input'
import { changeByRow, newFromRow, type RowChange } from './row-change'
import { writeErrors } from './row-errors'

type Operation = Standing<ImportInput, ImportCursor>
/** @param isRepeat somebody may have carried the orders out already, in part or in whole */
type Chunk = ImportChunk & { isRepeat: boolean }

type Creation = { row: ImportRow; prospect: Prospect }
type Update = { row: ImportRow; prospect: Prospect; change: RowChange }

/** Does with each row what was decided. Histories of lists come first, the events of it all last. */
export async function carryOutRows(
  operation: Operation,
  { outcomes, events }: RowOrders,
  chunk: Chunk,
): Promise<Counts> {
  const ordered = (outcome: RowOutcome) => chunk.rows.filter((_, i) => outcomes[i] === rowOutcomes[outcome])
  const creations = await creationsOf(ordered('created'), operation, chunk.isRepeat)
  const updates = updatesOf(ordered('updated'), operation)
  await insertNew(collectionOf(Memberships), joiningsOf(operation, creations, updates))
  const refused = [...(await create(creations)), ...(await update(updates))]
  const failures = ordered('failed').map((row) => ({ row, reason: problemOf(row, operation.input) ?? '' }))
  await writeErrors(
    operation.files.errors,
    chunk.firstRow,
    [...failures, ...refused].map(({ row: { row, cells }, reason }) => ({ row, reason, cells })),
  )
  await insertEvents(events)
  return countsOf(outcomes, chunk.rows, refused)
}

async function creationsOf(rows: ImportRow[], operation: Operation, isRepeat: boolean): Promise<Creation[]> {
  const at = now()
  const creations = rows.flatMap((row): Creation[] => {
    if (!row.read.ok || isForgotten(row.read.values.email, operation.forgotten)) return []
    const values = newFromRow(row.read, operation.input)
    const _id = prospectIdOf(operation._id, row.row)
    const marks = { visitorIds: [], fx: [], search: searchOf(values), lastActivityAt: null }
    return [{ row, prospect: { _id, ...values, ...marks, createdAt: at, updatedAt: at } }]
  })
  return isRepeat ? withoutErased(creations) : creations
}

/** Who was made by an earlier attempt may have been erased since: they do not come back (I6). */
async function withoutErased(creations: Creation[]): Promise<Creation[]> {
  const erased = await findRows(
    Tombstones,
    { _id: { $in: creations.map(({ prospect }) => pseudonymOf(prospect._id)) } },
    { _id: 1 },
  ).toArray()
  const gone = new Set(erased.map(({ _id }) => _id))
  return creations.filter(({ prospect }) => !gone.has(pseudonymOf(prospect._id)))
}

function updatesOf(rows: ImportRow[], { input }: Operation): Update[] {
  return rows.flatMap((row) => {
    const [prospect] = row.existing
    const changed = row.read.ok && prospect ? changeByRow(prospect, row.read, input) : null
    return changed && prospect ? [{ row, prospect, change: changed.change }] : []
  })
}

function joiningsOf({ _id, input }: Operation, creations: Creation[], updates: Update[]): Membership[] {
  const line = (listId: string, prospectId: string): Membership => ({
    _id: derivedId('import', _id, prospectId, listId),
    listId,
    prospectId,
    change: 'joined',
    at: now(),
    by: input.startedBy,
    runId: null,
  })
  return [
    ...creations.flatMap(({ prospect }) => prospect.lists.map((listId) => line(listId, prospect._id))),
    ...updates.flatMap(({ prospect, change }) => change.lists.map((listId) => line(listId, prospect._id))),
  ]
}

type Refused = { row: ImportRow; reason: string }
const addressTaken = 'Another prospect has this email address'

/** @returns the rows whose address somebody else got at the same moment */
async function create(creations: Creation[]): Promise<Refused[]> {
  const prospects = creations.map(({ prospect }) => prospect)
  const middle = Math.ceil(prospects.length / 2)
  const halves = [prospects.slice(0, middle), prospects.slice(middle)]
  // Most of the time goes into indexes, and the database uses one processor for each command.
  const inserted = await Promise.all(halves.map((half) => insertNew(collectionOf(Prospects), half)))
  const refused = inserted.flat()
  if (refused.length === 0) return []
  // What is there under its own id was made by an earlier attempt.
  const ids = refused.map(({ _id }) => _id)
  const made = await findRows(Prospects, { _id: { $in: ids } }, { _id: 1 }).toArray()
  const lost = new Set(ids.filter((id) => !made.some(({ _id }) => _id === id)))
  return creations
    .filter(({ prospect }) => lost.has(prospect._id))
    .map(({ row }) => ({ row, reason: addressTaken }))
}

/** @returns the rows whose new address belongs to somebody else */
async function update(updates: Update[]): Promise<Refused[]> {
  if (updates.length === 0) return []
  try {
    await collectionOf(Prospects).bulkWrite(updates.map(toWrite), { ordered: false, maxTimeMS: 20_000 })
    return []
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error
    const failures = [error.writeErrors].flat()
    if (failures.length === 0 || failures.some(({ code }) => code !== 11_000)) throw error
    return failures.flatMap(({ index }) => {
      const row = updates[index]?.row
      return row ? [{ row, reason: addressTaken }] : []
    })
  }
}

function toWrite({ prospect, change: { set, tags, lists } }: Update): AnyBulkWriteOperation<Prospect> {
  const add = {
    ...(tags.length && { tags: { $each: tags } }),
    ...(lists.length && { lists: { $each: lists } }),
  }
  return {
    updateOne: {
      filter: { _id: prospect._id },
      update: {
        $set: { ...set, ...searchIsStale(Object.keys(set)), updatedAt: now() },
        ...(Object.keys(add).length && { $addToSet: add }),
      },
    },
  }
}

function countsOf(outcomes: string, rows: ImportRow[], refused: Refused[]): Counts {
  const lost = new Set(refused.map(({ row }) => row.row))
  const counts: Counts = {}
  for (const [outcome, letter] of Object.entries(rowOutcomes)) {
    counts[outcome] = rows.filter(({ row }, i) => outcomes[i] === letter && !lost.has(row)).length
  }
  counts.failed = (counts.failed ?? 0) + lost.size
  return counts
}
