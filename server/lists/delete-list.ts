import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { Prospects } from '../prospects/prospect'
import { liveWorkflowsUsing } from '../workflows/live-workflows-using'
import { type List, Lists } from './list'
import { listsReading } from './list-criteria'
import { findList } from './load-list'
import { Memberships } from './membership'

/**
 * Deletes a list, its history, and takes everybody off it.
 * @throws AppError 'not-found', or 'conflict' while a live workflow or the criteria of another list
 * use it; their names are in the message
 */
export async function deleteList(id: string): Promise<void> {
  const list = await findList(id)
  const readers = await listsReading(id)
  if (readers.length) throw isRead(list.name, readers)
  const workflows = await liveWorkflowsUsing({ kind: 'record', source: 'lists', id })
  if (workflows.length) {
    const names = workflows.map(({ name }) => `“${name}”`).join(', ')
    throw new AppError('conflict', {
      message: `list ${id} is used by ${workflows.length} live workflows`,
      userMessage: `“${list.name}” is used by ${names}. Take it out there and publish, then delete it.`,
      details: { workflows },
    })
  }
  await Lists.deleteOne({ _id: id })
  await collectionOf(Prospects).updateMany(
    { lists: id },
    { $pull: { lists: id }, $currentDate: { updatedAt: true } },
    { maxTimeMS: 60_000 },
  )
  await collectionOf(Memberships).deleteMany({ listId: id }, { maxTimeMS: 60_000 })
}

function isRead(name: string, readers: List[]): AppError {
  const names = readers.map((list) => `“${list.name}”`).join(', ')
  return new AppError('conflict', {
    message: `a list is read by ${readers.length} others`,
    userMessage: `The criteria of ${names} read “${name}”. Change them first, then delete it.`,
    details: { lists: readers.map((list) => ({ id: list._id, name: list.name })) },
  })
}
