import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

export const utmSchema = z.object({
  source: z.string(),
  medium: z.string(),
  campaign: z.string(),
  term: z.string(),
  content: z.string(),
})
export type Utm = z.infer<typeof utmSchema>

/**
 * A tracked link record. `redirect` and `custom` links are made by people, `email` links by saving an email
 * (KP-1), `auto` links for what the workspace publishes (IM-1);
 * the one `honeypot` link stands hidden in every mail. Deleting is soft: sent URLs keep working (?16).
 */
export const linkSchema = z.object({
  _id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(['redirect', 'custom', 'email', 'auto', 'honeypot']),
  destination: z.string(),
  utm: utmSchema,
  /** `token` traces only signed recipient tokens, `token+cookie` also known visitors (?10). */
  identity: z.enum(['token', 'token+cookie']),
  eventType: z.string(),
  eventSource: z.string(),
  properties: z.record(z.string(), z.unknown()),
  /** The email this link stands in; only for kind `email`. */
  messageId: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  deletedAt: z.date().nullable(),
  /** What a sent URL does after deletion. */
  afterDeletion: z.enum(['track', 'redirect', 'gone']).nullable(),
  /** Tells the tracker script of the destination page who came, by a parameter more (docs/tracking.md); absent: no. */
  handover: z.boolean().optional(),
  /** Words to find links by; absent: none. */
  tags: z.array(z.string()).optional(),
  /** Notes for the people who keep it; absent: none. */
  description: z.string().optional(),
  /** What prospects had access to before it was changed, the latest last (IR-14); absent: never changed. */
  earlierUrls: z.array(z.object({ url: z.string(), until: z.date() })).optional(),
  /** What an `auto` link is for (IM-2). */
  autoType: z.enum(['campaign-join']).optional(),
  /** The workflow that an `auto` link lets people join. */
  workflowId: z.string().optional(),
})
export type Link = z.infer<typeof linkSchema>

export const Links = defineCollection('links', linkSchema, [
  { key: { slug: 1 }, unique: true },
  { key: { updatedAt: 1 } },
  { key: { kind: 1, deletedAt: 1, createdAt: -1 } },
  { key: { messageId: 1 } },
])
