import { z } from 'zod'
import { nameActors } from '../auth/name-actors'
import { collectionOf } from '../db/collection-of'
import { Events } from '../events/stored-event'
import { FORMER_USER } from './list-link-clicks'
import { findLink } from './load-link'

export const senderCountsSchema = z.object({
  sender: z.object({ id: z.string(), name: z.string() }),
  clicks: z.object({
    total: z.number().int(),
    human: z.number().int(),
    /** Different people among the human clicks (?9). */
    unique: z.number().int(),
  }),
})
export type SenderCounts = z.infer<typeof senderCountsSchema>

/**
 * The users responsible for the visits of a link (IM-9): whose mails and addresses were clicked, and how often, the
 * one with the most human clicks first. At most 200.
 * @throws AppError 'not-found'
 */
export async function countSenders(linkId: string): Promise<SenderCounts[]> {
  await findLink(linkId)
  const rows = await collectionOf(Events)
    .aggregate<{ _id: string; total: number; human: number; unique: number }>(
      [
        { $match: { linkId, 'click.senderId': { $gt: '' } } },
        {
          $group: {
            _id: { senderId: '$click.senderId', who: { $cond: [isHuman, '$uniqueKey', null] } },
            total: { $sum: 1 },
            human: { $sum: { $cond: [isHuman, 1, 0] } },
          },
        },
        {
          $group: {
            _id: '$_id.senderId',
            total: { $sum: '$total' },
            human: { $sum: '$human' },
            unique: { $sum: { $cond: [{ $gt: ['$human', 0] }, 1, 0] } },
          },
        },
        { $sort: { human: -1, total: -1, _id: 1 } },
        { $limit: SENDERS_MOST },
      ],
      { maxTimeMS: 20_000, allowDiskUse: true },
    )
    .toArray()
  const names = rows.length ? await nameActors(rows.map(({ _id }) => _id)) : new Map<string, string>()
  return rows.map(({ _id, ...clicks }) => ({
    sender: { id: _id, name: names.get(_id) ?? FORMER_USER },
    clicks,
  }))
}

const isHuman = { $eq: ['$verdict', 'human'] }
const SENDERS_MOST = 200
