import { AppError } from '../errors'
import { type List, Lists } from './list'
import { type ListRecord, toListRecords } from './list-record'

/** One list. @throws AppError 'not-found' */
export async function loadList(id: string): Promise<ListRecord> {
  const [record] = await toListRecords([await findList(id)])
  if (!record) throw new Error('one list in, one record out')
  return record
}

/** The stored list. @throws AppError 'not-found' */
export async function findList(id: string): Promise<List> {
  const list = await Lists.findOne({ _id: id }).lean()
  if (!list) throw unknownList(id)
  return list
}

/** The answer to an id that no list has. */
export function unknownList(id: string): AppError {
  return new AppError('not-found', {
    message: `no list ${id}`,
    userMessage: 'This list does not exist, or was deleted. Choose one from the lists.',
  })
}
