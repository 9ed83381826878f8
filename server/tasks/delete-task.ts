import { unknownTask } from './load-task'
import { Tasks } from './task'

/** Deletes a task for good. @throws AppError 'not-found' */
export async function deleteTask(id: string): Promise<void> {
  const { deletedCount } = await Tasks.deleteOne({ _id: id })
  if (!deletedCount) throw unknownTask(id)
}
