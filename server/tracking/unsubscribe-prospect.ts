import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { recordEvent } from '../events/record-event'
import { survivorOf } from '../prospects/merge/where-merged'
import { Prospects } from '../prospects/prospect'

type Unsubscribing = { prospectId: string; messageId: string | null; at?: Date }

/**
 * Stops all mail to a prospect and records that they asked for it. Asking again on the same day changes nothing.
 * A prospect that is gone has nothing to stop.
 */
export async function unsubscribeProspect({
  prospectId,
  messageId,
  at = new Date(),
}: Unsubscribing): Promise<void> {
  const stopped = await collectionOf(Prospects).updateOne(
    { _id: prospectId },
    [
      {
        $set: {
          updatedAt: { $cond: [{ $eq: ['$consent.email', 'unsubscribed'] }, '$updatedAt', at] },
          'consent.email': 'unsubscribed',
        },
      },
    ],
    { maxTimeMS: 5_000 },
  )
  if (stopped.matchedCount === 0) {
    const into = await survivorOf(prospectId)
    return into ? unsubscribeProspect({ prospectId: into, messageId, at }) : undefined
  }
  const day = at.toISOString().slice(0, 10)
  const id = derivedId('email.unsubscribed', prospectId, messageId, day)
  await recordEvent({ kind: 'email.unsubscribed', messageId }, { prospectId, id, at })
}
