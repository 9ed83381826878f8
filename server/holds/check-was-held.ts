import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { Events } from '../events/stored-event'

/** Makes sure that an event is, or was, held. @throws AppError 'not-found' */
export async function checkWasHeld(id: string): Promise<void> {
  const event = await collectionOf(Events).findOne(
    { _id: id, hold: { $exists: true } },
    { projection: { _id: 1 }, maxTimeMS: 5_000 },
  )
  if (event) return
  throw new AppError('not-found', {
    message: `no held event ${id}`,
    userMessage: 'There is no held event with this id. GET /holds lists them.',
  })
}
