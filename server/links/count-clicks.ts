import { Events } from '../events/stored-event'
import type { ClickCounts } from './link-record'

/**
 * The clicks of each link, counted from the events themselves: all, different (?9), human, suspected (?15).
 * A link without clicks is missing from the answer.
 */
export async function countClicks(linkIds: string[]): Promise<Map<string, ClickCounts>> {
  if (!linkIds.length) return new Map()
  const verdictIs = (verdict: string) => ({
    $sum: { $cond: [{ $eq: ['$_id.verdict', verdict] }, '$clicks', 0] },
  })
  const rows = await Events.aggregate<ClickCounts & { _id: string }>([
    { $match: { linkId: { $in: linkIds } } },
    {
      $group: {
        _id: { linkId: '$linkId', uniqueKey: '$uniqueKey', verdict: '$verdict' },
        clicks: { $sum: 1 },
      },
    },
    {
      $group: {
        _id: '$_id.linkId',
        total: { $sum: '$clicks' },
        keys: { $addToSet: '$_id.uniqueKey' },
        human: verdictIs('human'),
        suspected: verdictIs('suspected'),
      },
    },
    { $project: { total: 1, human: 1, suspected: 1, unique: { $size: '$keys' } } },
  ]).option({ maxTimeMS: 10_000 })
  return new Map(rows.map(({ _id, ...counts }) => [_id, counts]))
}
