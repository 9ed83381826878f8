import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { Events } from '../events/stored-event'

export const clickFiguresSchema = z.object({
  /** Human clicks of the prospect (?15). */
  link_clicks: z.number().int(),
  /** Those, and the human clicks of anybody else with whom they shared a link (IM-15). */
  contact_referral_link_clicks: z.number().int(),
})
export type ClickFigures = z.infer<typeof clickFiguresSchema>

/** What prospects clicked, and what was clicked because of them; counted in the events themselves. One entry per id. */
export async function clickFigures(prospectIds: string[]): Promise<Map<string, ClickFigures>> {
  const [own, referred] = await Promise.all([
    countBy('$prospectId', { prospectId: { $in: prospectIds } }),
    countBy('$click.sharerId', {
      'click.sharerId': { $in: prospectIds },
      // A link that they shared and opened themselves is among their own clicks.
      $expr: { $ne: ['$prospectId', '$click.sharerId'] },
    }),
  ])
  return new Map(
    prospectIds.map((id) => {
      const clicks = own.get(id) ?? 0
      return [id, { link_clicks: clicks, contact_referral_link_clicks: clicks + (referred.get(id) ?? 0) }]
    }),
  )
}

async function countBy(whom: string, filter: Record<string, unknown>): Promise<Map<string, number>> {
  const rows = await collectionOf(Events)
    .aggregate<{ _id: string; clicks: number }>(
      [
        // What is held for a paused workflow is a copy, and has no key.
        { $match: { ...filter, kind: 'link.clicked', verdict: 'human', uniqueKey: { $gt: '' } } },
        { $group: { _id: whom, clicks: { $sum: 1 } } },
      ],
      { maxTimeMS: 20_000 },
    )
    .toArray()
  return new Map(rows.map(({ _id, clicks }) => [_id, clicks]))
}
