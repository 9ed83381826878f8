import { z } from 'zod'
import { nameActors } from '../auth/name-actors'
import { now } from '../jobs/clock'
import { nameProspects } from '../prospects/name-prospects'
import { type Task, taskSchema } from './task'

/** A task as every door shows it. */
export const taskRecordSchema = z.object({
  id: z.string(),
  ...taskSchema.omit({ _id: true, orderAt: true }).shape,
  isOverdue: z.boolean(),
  /** Whom it is about; null for nobody, or when they were erased. */
  prospect: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  /** Whose it is; null for nobody's, or when they have no account any more. */
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
})
export type TaskRecord = z.infer<typeof taskRecordSchema>

/** Stored tasks with the names they speak of. */
export async function toTaskRecords(tasks: Task[]): Promise<TaskRecord[]> {
  if (tasks.length === 0) return []
  const [prospects, users] = await Promise.all([
    nameProspects(tasks.flatMap(({ prospectId }) => prospectId ?? [])),
    nameActors([]),
  ])
  return tasks.map(({ _id, orderAt: _orderAt, ...task }) => {
    const ownerName = task.ownerId === null ? undefined : users.get(task.ownerId)
    return {
      id: _id,
      ...task,
      isOverdue: task.completedAt === null && task.dueAt !== null && task.dueAt < now(),
      prospect: (task.prospectId && prospects.get(task.prospectId)) || null,
      owner: task.ownerId !== null && ownerName !== undefined ? { id: task.ownerId, name: ownerName } : null,
    }
  })
}
