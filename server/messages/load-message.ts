import { AppError } from '../errors'
import { type Message, Messages } from './message'
import { type MessageRecord, toMessageRecord } from './message-record'

/** @throws AppError 'not-found' */
export async function loadMessage(id: string): Promise<MessageRecord> {
  return toMessageRecord(await findMessage(id))
}

/** The stored email. @throws AppError 'not-found' */
export async function findMessage(id: string): Promise<Message> {
  const message = await Messages.findOne({ _id: id }).lean()
  if (message) return message
  throw new AppError('not-found', {
    message: `no message ${id}`,
    userMessage: 'This email does not exist. Choose one from the list of emails.',
  })
}
