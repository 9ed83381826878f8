import type { PipelineStage } from 'mongoose'
import { z } from 'zod'
import { findRows } from '../db/find-rows'
import { type Page, type PageInput, readCursor, toPage } from '../db/keyset-page'
import { Events } from '../events/stored-event'
import { idsOf } from '../prospects/merge/where-merged'
import { fullName } from '../prospects/name-prospects'
import { Prospects } from '../prospects/prospect'
import { findLink } from './load-link'

/** The Prospects tab of a link (IR-16), its columns in order, and the day of the last click (?24). */
export const linkProspectColumns = [
  { key: 'name', label: 'Name' },
  { key: 'email', label: 'Email' },
  { key: 'organizationName', label: 'Organization Name' },
  { key: 'score', label: 'Score' },
  { key: 'dateOfLastActivity', label: 'Date of Last Activity' },
  { key: 'lastClickAt', label: 'Last Click' },
] as const

export const linkProspectSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  organizationName: z.string(),
  score: z.number(),
  dateOfLastActivity: z.date().nullable(),
  lastClickAt: z.date(),
  clicks: z.number().int(),
})
export type LinkProspect = z.infer<typeof linkProspectSchema>

/** Who clicked a link, the latest click first. @throws AppError 'not-found' */
export async function listLinkProspects(
  linkId: string,
  { cursor, limit = 50 }: PageInput,
): Promise<Page<LinkProspect>> {
  await findLink(linkId)
  const clickers = await Events.aggregate<Clicker>(clickersOf(linkId, cursor, limit)).option({
    maxTimeMS: 5000,
  })
  const { items, next } = toPage(clickers, limit, ({ _id, lastClickAt }) => ({ id: _id, at: lastClickAt }))
  const ids = { $in: items.map(({ _id }) => _id) }
  const prospects = await findRows(Prospects, { $or: [{ _id: ids }, { mergedFrom: ids }] }).toArray()
  // Who was merged into another prospect clicked as themselves, and is shown as that one.
  const byId = new Map(prospects.flatMap((prospect) => idsOf(prospect).map((id) => [id, prospect] as const)))
  return {
    next,
    items: items.flatMap(({ _id, lastClickAt, clicks }) => {
      const prospect = byId.get(_id)
      if (!prospect) return []
      const { email, organization, score, lastActivityAt } = prospect
      const name = fullName(prospect)
      return [
        {
          id: _id,
          name,
          email,
          organizationName: organization,
          score,
          dateOfLastActivity: lastActivityAt,
          lastClickAt,
          clicks,
        },
      ]
    }),
  }
}

type Clicker = { _id: string; lastClickAt: Date; clicks: number }

function clickersOf(linkId: string, cursor: string | null | undefined, limit: number): PipelineStage[] {
  const after = cursor ? readCursor(cursor) : null
  return [
    { $match: { linkId, prospectId: { $type: 'string' } } },
    { $group: { _id: '$prospectId', lastClickAt: { $max: '$at' }, clicks: { $sum: 1 } } },
    ...(after
      ? [
          {
            $match: {
              $or: [{ lastClickAt: { $lt: after.at } }, { lastClickAt: after.at, _id: { $lt: after.id } }],
            },
          },
        ]
      : []),
    { $sort: { lastClickAt: -1, _id: -1 } },
    { $limit: limit + 1 },
  ]
}
