import { campaignsOf } from '../join/load-campaigns'
import { countClicks } from './count-clicks'
import type { Link } from './link'
import { type CountedLink, toLinkRecord } from './link-record'

/** Stored links as they are shown: with their clicks (IM-10), and those of campaigns with what becomes of a click. */
export async function presentLinks(links: Link[]): Promise<CountedLink[]> {
  const [counts, campaigns] = await Promise.all([
    countClicks(links.map(({ _id }) => _id)),
    campaignsOf(links.flatMap(({ workflowId }) => workflowId ?? [])),
  ])
  return links.map((link) => ({
    ...toLinkRecord(link),
    clicks: counts.get(link._id) ?? noClicks,
    campaign: (link.workflowId && campaigns.get(link.workflowId)) || null,
  }))
}

/** Like {@link presentLinks}, for one. */
export async function presentLink(link: Link): Promise<CountedLink> {
  const [presented] = await presentLinks([link])
  return presented ?? { ...toLinkRecord(link), ...nothingYet }
}

const noClicks = { total: 0, unique: 0, human: 0, suspected: 0 }

/** What a link that was just made has come to. */
export const nothingYet = { clicks: noClicks, campaign: null }
