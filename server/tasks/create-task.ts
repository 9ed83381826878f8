import { z } from 'zod'
import { listUsers } from '../auth/list-users'
import { newId } from '../db/new-id'
import { AppError } from '../errors'
import { loadProspect } from '../prospects/load-prospect'
import { orderOf, Tasks } from './task'
import { type TaskRecord, toTaskRecords } from './task-record'

export const createTaskSchema = z.object({
  title: z
    .string()
    .trim()
    .min(1, 'Say what is to be done')
    .max(500, '“Title” can have at most 500 characters'),
  prospectId: z.string().min(1).max(100).nullish(),
  ownerId: z.string().min(1).max(100).nullish(),
  dueAt: z.coerce.date<Date | string>().nullish(),
})

/**
 * A new task, made by hand.
 * @param by a user id, or `api-key:<id>`
 * @throws AppError 'not-found' for an unknown prospect, 'invalid-input' for an unknown owner
 */
export async function createTask(
  { title, prospectId = null, ownerId = null, dueAt = null }: z.output<typeof createTaskSchema>,
  by: string,
): Promise<TaskRecord> {
  if (prospectId !== null) await loadProspect(prospectId)
  await checkOwner(ownerId)
  const now = new Date()
  const task = {
    _id: newId(),
    title,
    prospectId,
    ownerId,
    dueAt,
    orderAt: orderOf(dueAt),
    completedAt: null,
    completedBy: null,
    createdBy: by,
    runId: null,
    createdAt: now,
    updatedAt: now,
  }
  await Tasks.create(task)
  const [record] = await toTaskRecords([task])
  if (!record) throw new Error('one task in, one record out')
  return record
}

/** @throws AppError 'invalid-input' for somebody without an account */
export async function checkOwner(ownerId: string | null | undefined): Promise<void> {
  if (ownerId == null || (await listUsers()).some(({ id }) => id === ownerId)) return
  throw new AppError('invalid-input', {
    message: `no user ${ownerId}`,
    userMessage: 'This user has no account (any more). Choose another owner.',
    details: [{ field: 'ownerId', message: 'Choose somebody with an account' }],
  })
}
