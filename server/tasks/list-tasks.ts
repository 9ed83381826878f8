import { z } from 'zod'
import { findRows } from '../db/find-rows'
import { keysetPage, type Page, type PageInput, pageSchema, readCursor, toPage } from '../db/keyset-page'
import { now } from '../jobs/clock'
import { type Task, Tasks } from './task'
import { type TaskRecord, toTaskRecords } from './task-record'

export const listTasksSchema = pageSchema.extend({
  status: z.enum(['open', 'overdue', 'done', 'all']).default('open'),
  /** Tasks of this user only. */
  ownerId: z.string().max(100).optional(),
  /** Tasks about this prospect only. */
  prospectId: z.string().max(100).optional(),
})

/** Tasks: open and overdue ones by due date, the first due first; done ones the last done first; all the newest first. */
export async function listTasks({
  status = 'open',
  ownerId,
  prospectId,
  ...page
}: z.input<typeof listTasksSchema>): Promise<Page<TaskRecord>> {
  const filter = { ...(ownerId ? { ownerId } : {}), ...(prospectId ? { prospectId } : {}) }
  const { items, next } = await pages[status](filter, page)
  return { items: await toTaskRecords(items), next }
}

type Filter = Record<string, unknown>

const pages: Record<
  z.output<typeof listTasksSchema>['status'],
  (filter: Filter, page: PageInput) => Promise<Page<Task>>
> = {
  open: (filter, page) => byDueDate({ ...filter, completedAt: null }, page),
  overdue: (filter, page) => byDueDate({ ...filter, completedAt: null, orderAt: { $lt: now() } }, page),
  done: (filter, page) =>
    keysetPage(Tasks, { ...page, filter: { ...filter, completedAt: { $ne: null } }, by: 'completedAt' }),
  all: (filter, page) => keysetPage(Tasks, { ...page, filter, by: 'createdAt' }),
}

async function byDueDate(filter: Filter, { cursor, limit = 50 }: PageInput): Promise<Page<Task>> {
  const after = cursor ? readCursor(cursor) : null
  const beyond = after
    ? { $or: [{ orderAt: { $gt: after.at } }, { orderAt: after.at, _id: { $gt: after.id } }] }
    : {}
  const rows = await findRows(Tasks, { $and: [filter, beyond] })
    .sort({ orderAt: 1, _id: 1 })
    .limit(limit + 1)
    .toArray()
  return toPage(rows, limit, ({ _id, orderAt }) => ({ at: orderAt, id: _id }))
}
