import { collectionOf } from '../db/collection-of'
import { Events, type Verdict } from '../events/stored-event'

export type ClickCounts = {
  /** Every recorded click, those that are not judged yet included. */
  total: number
  /** Different people among the human clicks (?9): prospects, else visitors, else address, browser and day. */
  unique: number
  human: number
  /** Suspected and certain bots and prefetches: every judged click that is not human. */
  suspected: number
}

/** The clicks on links, counted in the events themselves, so never out of step with them. One entry per id. */
export async function countClicks(linkIds: string[]): Promise<Map<string, ClickCounts>> {
  const counts = new Map<string, ClickCounts>(
    linkIds.map((id) => [id, { total: 0, unique: 0, human: 0, suspected: 0 }]),
  )
  if (linkIds.length === 0) return counts
  const [totals, judged] = await Promise.all([countAll(linkIds), countJudged(linkIds)])
  for (const { _id, total } of totals) Object.assign(counts.get(_id) ?? {}, { total })
  for (const { _id, people, clicks } of judged) {
    const count = counts.get(_id.linkId)
    if (!count) continue
    if (_id.verdict === 'human') Object.assign(count, { unique: people, human: clicks })
    else count.suspected += clicks
  }
  // A click judged between the two questions is counted by the second alone.
  for (const count of counts.values()) count.total = Math.max(count.total, count.human + count.suspected)
  return counts
}

type Total = { _id: string; total: number }
type Judged = { _id: { linkId: string; verdict: Verdict }; people: number; clicks: number }

function countAll(linkIds: string[]): Promise<Total[]> {
  return collectionOf(Events)
    .aggregate<Total>(
      [{ $match: { linkId: { $in: linkIds } } }, { $group: { _id: '$linkId', total: { $sum: 1 } } }],
      { maxTimeMS: LONGEST_MS },
    )
    .toArray()
}

/** Answered from the index alone: per link and verdict, how many people and how many clicks. */
function countJudged(linkIds: string[]): Promise<Judged[]> {
  return collectionOf(Events)
    .aggregate<Judged>(
      [
        { $match: { linkId: { $in: linkIds }, uniqueKey: { $gt: '' } } },
        {
          $group: {
            _id: { linkId: '$linkId', verdict: '$verdict', uniqueKey: '$uniqueKey' },
            clicks: { $sum: 1 },
          },
        },
        {
          $group: {
            _id: { linkId: '$_id.linkId', verdict: '$_id.verdict' },
            people: { $sum: 1 },
            clicks: { $sum: '$clicks' },
          },
        },
      ],
      { maxTimeMS: LONGEST_MS, allowDiskUse: true },
    )
    .toArray()
}

const LONGEST_MS = 20_000
