import { AppError } from '../errors'
import { Tasks } from './task'
import { type TaskRecord, toTaskRecords } from './task-record'

/** One task. @throws AppError 'not-found' */
export async function loadTask(id: string): Promise<TaskRecord> {
  const task = await Tasks.findOne({ _id: id }).lean()
  const [record] = task ? await toTaskRecords([task]) : []
  if (!record) throw unknownTask(id)
  return record
}

/** The answer to an id that no task has. */
export function unknownTask(id: string): AppError {
  return new AppError('not-found', {
    message: `no task ${id}`,
    userMessage: 'This task does not exist, or was deleted. Choose one from the list.',
  })
}
