import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { Prospects } from '../prospects/prospect'
import { liveWorkflowsUsing } from '../workflows/live-workflows-using'
import { Lists } from './list'
import { findList } from './load-list'
import { Memberships } from './membership'

/**
 * Deletes a list, its history, and takes everybody off it.
 * @throws AppError 'not-found', or 'conflict' while a live workflow uses it; its names are in the message
 */
export async function deleteList(id: string): Promise<void> {
  const list = await findList(id)
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
