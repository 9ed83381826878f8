import { z } from 'zod'
import { getEnv } from '../env'
import { longUrl, shortUrl, trackedUrl } from '../tracking/tracked-url'
import { type Link, linkSchema } from './link'

/** The workflow that an `auto` link lets people join, and whether they can. */
export const linkCampaignSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `closed`: it is archived, or its live version has no “Enrolled” goal (any more). */
  state: z.enum(['open', 'paused', 'closed']),
})
export type LinkCampaign = z.infer<typeof linkCampaignSchema>

/** A link as every door shows it. */
export const linkRecordSchema = z.object({
  id: z.string(),
  ...linkSchema.omit({ _id: true, workflowId: true }).shape,
  tags: z.array(z.string()),
  description: z.string(),
  earlierUrls: z.array(z.object({ url: z.string(), until: z.date() })),
  autoType: linkSchema.shape.autoType.unwrap().nullable(),
  /** The destination with its UTM parameters (IR-15). */
  trackedUrl: z.string(),
  /** The address to share. */
  shortUrl: z.string(),
  /** The same by its id, where a session id may follow (TR-3, TR-4). */
  longUrl: z.string(),
})
export type LinkRecord = z.infer<typeof linkRecordSchema>

/** All, different, human and suspected clicks of a link (IR-3, ?9, ?15). */
export const clickCountsSchema = z.object({
  total: z.number().int(),
  unique: z.number().int(),
  human: z.number().int(),
  suspected: z.number().int(),
})

export const countedLinkSchema = linkRecordSchema.extend({
  clicks: clickCountsSchema,
  /** Null for every link but those of campaigns. */
  campaign: linkCampaignSchema.nullable(),
})
export type CountedLink = z.infer<typeof countedLinkSchema>

/** A stored link with its addresses; what older documents lack is empty. */
export function toLinkRecord({ _id, workflowId: _, ...link }: Link): LinkRecord {
  const { trackingUrl } = getEnv()
  return {
    tags: [],
    description: '',
    earlierUrls: [],
    ...link,
    id: _id,
    autoType: link.autoType ?? null,
    trackedUrl: trackedUrl(link.destination, link.utm),
    shortUrl: shortUrl(link, trackingUrl),
    longUrl: longUrl(_id, trackingUrl),
  }
}
