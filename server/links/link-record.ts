import { z } from 'zod'
import { getEnv } from '../env'
import { shortUrl, trackedUrl } from '../tracking/tracked-url'
import { type Link, linkSchema } from './link'

/** A link as every door shows it. */
export const linkRecordSchema = z.object({
  id: z.string(),
  ...linkSchema.omit({ _id: true }).shape,
  /** The destination with its UTM parameters (IR-15). */
  trackedUrl: z.string(),
  /** The address to share. */
  shortUrl: z.string(),
})
export type LinkRecord = z.infer<typeof linkRecordSchema>

/** All, different, human and suspected clicks of a link (IR-3, ?9, ?15). */
export const clickCountsSchema = z.object({
  total: z.number().int(),
  unique: z.number().int(),
  human: z.number().int(),
  suspected: z.number().int(),
})

export const countedLinkSchema = linkRecordSchema.extend({ clicks: clickCountsSchema })
export type CountedLink = z.infer<typeof countedLinkSchema>

export function toLinkRecord({ _id, ...link }: Link): LinkRecord {
  return {
    id: _id,
    ...link,
    trackedUrl: trackedUrl(link.destination, link.utm),
    shortUrl: shortUrl(link, getEnv().trackingUrl),
  }
}
