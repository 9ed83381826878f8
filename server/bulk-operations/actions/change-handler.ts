import type { AnyBulkWriteOperation, Filter } from 'mongodb'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../../db/collection-of'
import { findRows } from '../../db/find-rows'
import { insertNew } from '../../db/insert-new'
import { derivedId } from '../../db/new-id'
import { AppError } from '../../errors'
import { changeEvents } from '../../events/record-changes'
import { editsBetween } from '../../events/record-edit'
import { inboxEvent, insertEvents } from '../../events/record-event'
import type { StoredEvent } from '../../events/stored-event'
import { now } from '../../jobs/clock'
import { type Membership, Memberships } from '../../lists/membership'
import { eraseProspect } from '../../prospects/erase-prospect'
import { type Prospect, Prospects } from '../../prospects/prospect'
import { type ProspectSelection, selectionFilter } from '../../prospects/prospect-selection'
import { checkCanEnrol } from '../../runs/enrol-prospects'
import type { BulkHandler, Counts, Standing } from '../handler'
import { afterChange, type BulkAction, type ChangeAction, isChange, meaningOf } from './bulk-action'

export type ChangeInput = { selection: ProspectSelection; action: BulkAction; startedBy: string }
type ChangeCursor = { after: string }
/** @param ids of those who are changed @param events to be recorded once they are */
export type ChangeOrders = { ids: string[]; unchanged: number; events: StoredEvent[] }
type Operation = Standing<ChangeInput, ChangeCursor>

const chunkRows = 500
/** Erasing one person looks through everything. */
const erasedAtATime = 5

/** One action for many prospects, in the order of their ids: those that were there when it began. */
export const changeHandler: BulkHandler<ChangeInput, ChangeCursor, ChangeOrders, undefined> = {
  look: async (operation) => {
    const { action } = operation.input
    const size = action.type === 'erase' ? erasedAtATime : chunkRows
    const prospects = await nextProspects(operation, size)
    const last = prospects.at(-1)
    return {
      orders: await ordersFor(prospects, operation),
      next: last && prospects.length === size ? { after: last._id } : null,
      done: operation.progress.done + prospects.length,
      ...(!operation.cursor && (await totalOf(operation))),
    }
  },
  act: (operation, orders) => carryOut(operation, orders),
}

function nextProspects({ input, createdAt, cursor }: Operation, size: number): Promise<Prospect[]> {
  const after = cursor ? [{ _id: { $gt: cursor.after } }] : []
  // Who comes later does not belong to it.
  const chosen = [selectionFilter(input.selection), { createdAt: { $lte: createdAt } }, ...after]
  return findRows(Prospects, { $and: chosen }, { fx: 0, visitorIds: 0, search: 0 })
    .sort({ _id: 1 })
    .limit(size)
    .toArray()
}

/** Counted when it begins, since the change itself may take people out of the selection. */
async function totalOf({ input, createdAt, progress }: Operation): Promise<{ total?: number }> {
  if (progress.total !== null) return {}
  const filter = { $and: [selectionFilter(input.selection), { createdAt: { $lte: createdAt } }] }
  return collectionOf(Prospects)
    .countDocuments(filter as Filter<Prospect>, { maxTimeMS: 10_000 }) // built by us
    .then(
      (total) => ({ total }),
      () => ({}),
    )
}

async function ordersFor(prospects: Prospect[], { _id, input }: Operation): Promise<ChangeOrders> {
  const { action } = input
  if (!isChange(action)) {
    const ids = prospects.map((prospect) => prospect._id)
    return { ids, unchanged: 0, events: await enrolments(ids, action, _id) }
  }
  const changed = prospects.flatMap((before) => {
    const after = afterChange(action, before)
    return after ? [{ prospectId: before._id, before, after, cause: `${_id}:${before._id}` }] : []
  })
  return {
    ids: changed.map(({ prospectId }) => prospectId),
    unchanged: prospects.length - changed.length,
    events: [...(await changeEvents(changed)), ...changed.flatMap((one) => edited(one, input.startedBy))],
  }
}

type Changed = { prospectId: string; before: Prospect; after: ProspectSnapshot; cause: string }

/** What the timeline tells of it, as of a change by hand; nothing waits for that. */
function edited({ prospectId, before, after, cause }: Changed, by: string): StoredEvent[] {
  const changes = editsBetween(before, after)
  if (changes.length === 0) return []
  const event = inboxEvent(
    { kind: 'prospect.edited', by, changes },
    { prospectId, id: derivedId('edit', cause) },
  )
  return [{ ...event, state: 'planned', outcome: 'no-live-goal' }]
}

async function enrolments(ids: string[], action: BulkAction, operationId: string): Promise<StoredEvent[]> {
  if (action.type !== 'enrol') return []
  const { workflowId, nodeId = null } = action
  await checkCanEnrol(workflowId, nodeId)
  return ids.map((prospectId) =>
    inboxEvent(
      { kind: 'prospect.enrolled', workflowId, nodeId },
      { prospectId, id: derivedId(operationId, prospectId) },
    ),
  )
}

/** The histories of lists come first, what workflows are told comes last. */
async function carryOut(
  { _id, input }: Operation,
  { ids, unchanged, events }: ChangeOrders,
): Promise<Counts> {
  const { action, startedBy } = input
  if (action.type === 'erase') for (const id of ids) await eraseIfThere(id)
  if (isChange(action)) {
    await insertNew(collectionOf(Memberships), historyOf(action, { ids, startedBy, operationId: _id }))
    await change(ids, action)
  }
  await insertEvents(events)
  return { changed: ids.length, unchanged }
}

async function change(ids: string[], action: ChangeAction): Promise<void> {
  if (ids.length === 0) return
  const { update, changed } = meaningOf(action)
  const writes = ids.map((id) => ({
    updateOne: {
      filter: { $and: [{ _id: id }, changed] },
      update: { ...update, $currentDate: { updatedAt: true } },
    },
  }))
  // Built by us, from an action that was checked at the door.
  await collectionOf(Prospects).bulkWrite(writes as AnyBulkWriteOperation<Prospect>[], {
    ordered: false,
    maxTimeMS: 20_000,
  })
}

type History = { ids: string[]; startedBy: string; operationId: string }

function historyOf(action: ChangeAction, { ids, startedBy, operationId }: History): Membership[] {
  const { effect } = meaningOf(action)
  if (effect.kind !== 'list.join' && effect.kind !== 'list.leave') return []
  const { listId } = effect.payload
  const change = effect.kind === 'list.join' ? ('joined' as const) : ('left' as const)
  const at = now()
  return ids.map((prospectId) => ({
    _id: derivedId('bulk', operationId, prospectId),
    listId,
    prospectId,
    change,
    at,
    by: startedBy,
    runId: null,
  }))
}

async function eraseIfThere(id: string): Promise<void> {
  try {
    await eraseProspect(id)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not-found')) throw error
  }
}
