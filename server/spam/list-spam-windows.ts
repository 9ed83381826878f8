import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { now } from '../jobs/clock'
import { Links } from '../links/link'
import { nameProspects } from '../prospects/name-prospects'
import { type SpamCounter, SpamCounters, type SpamWindow, spamChannelSchema } from './spam-window'

const SHOWN_MOST = 100

/** One open window, as it is counted right now. */
export const spamWindowRecordSchema = z.object({
  id: z.string(),
  channel: spamChannelSchema,
  n: z.number().int(),
  limit: z.number().int(),
  /** How many of these are processed. */
  most: z.number().int(),
  start: z.date(),
  until: z.date(),
  ip: z.string(),
  /** Null for nobody known, who counts as well (IR-23). */
  prospect: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  visitorId: z.string().nullable(),
  /** What was clicked; null for forms, which count together. */
  host: z.object({ kind: z.string(), id: z.string(), name: z.string() }).nullable(),
  /** The first event that was one too many; null while there is none. */
  trippedBy: z.string().nullable(),
})
export type SpamWindowRecord = z.infer<typeof spamWindowRecordSchema>

/** The windows that are open now, the fullest first (N10). */
export async function listSpamWindows(): Promise<SpamWindowRecord[]> {
  const counters = await openCounters()
  const [prospects, links] = await Promise.all([
    nameProspects(counters.flatMap(({ who }) => who ?? [])),
    nameLinks(counters.flatMap(({ host }) => (host?.kind === 'link' ? host.id : []))),
  ])
  return counters.map(({ _id, channel, host, who, ip, window }) => {
    const { ids, limit, most, start, until } = window
    const prospect = (who && prospects.get(who)) || null
    return {
      id: `${_id}-${start.getTime()}`,
      channel,
      n: ids.length,
      limit,
      most,
      start,
      until,
      ip,
      prospect,
      visitorId: prospect ? null : who,
      host: host && { ...host, name: links.get(host.id) ?? host.kind },
      trippedBy: ids[most] ?? null,
    }
  })
}

type OpenCounter = Pick<SpamCounter, '_id' | 'channel' | 'host' | 'who' | 'ip'> & { window: SpamWindow }

function openCounters(): Promise<OpenCounter[]> {
  const at = now()
  return collectionOf(SpamCounters)
    .aggregate<OpenCounter>(
      [
        { $match: { until: { $gt: at } } },
        { $project: { channel: 1, host: 1, who: 1, ip: 1, window: '$windows' } },
        { $unwind: '$window' },
        { $match: { 'window.start': { $lte: at }, 'window.until': { $gt: at } } },
        { $set: { n: { $size: '$window.ids' } } },
        { $sort: { n: -1, 'window.until': -1, _id: 1 } },
        { $limit: SHOWN_MOST },
      ],
      { maxTimeMS: 5_000 },
    )
    .toArray()
}

async function nameLinks(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const links = await findRows(Links, { _id: { $in: [...new Set(ids)] } }, { name: 1 }).toArray()
  return new Map(links.map(({ _id, name }) => [_id, name]))
}
