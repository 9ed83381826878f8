import { findRows } from '../db/find-rows'
import { Events } from '../events/stored-event'
import { type ClickFigures, clickFigures } from './click-figures'
import { findProspect } from './load-prospect'
import { idsOf } from './merge/where-merged'

/**
 * The click figures of one person, together with those who were merged into them.
 * @throws AppError 'not-found'
 */
export async function personFigures(id: string): Promise<ClickFigures> {
  const ids = idsOf(await findProspect(id))
  const [figures, own] = await Promise.all([clickFigures(ids), sharedWithOneself(ids)])
  const sum = (field: keyof ClickFigures) =>
    [...figures.values()].reduce((total, one) => total + one[field], 0)
  return {
    link_clicks: sum('link_clicks'),
    contact_referral_link_clicks: sum('contact_referral_link_clicks') - own,
  }
}

/** Clicks on what one of two who are the same person shared, by the other one: own clicks, and no referrals. */
async function sharedWithOneself(ids: string[]): Promise<number> {
  if (ids.length < 2) return 0
  const between = {
    kind: 'link.clicked',
    verdict: 'human',
    uniqueKey: { $gt: '' },
    prospectId: { $in: ids },
    'click.sharerId': { $in: ids },
    $expr: { $ne: ['$prospectId', '$click.sharerId'] },
  }
  return (await findRows(Events, between, { _id: 1 }).toArray()).length
}
