import { z } from 'zod'

/** The kinds of records that carry a finish action list (IF-1). */
export const hostKinds = ['link', 'file', 'form', 'message'] as const
export type HostKind = (typeof hostKinds)[number]

/** What can happen on an email; each has a finish action list of its own. */
export const messageEvents = ['click', 'open', 'unsubscribe'] as const
export type MessageEvent = (typeof messageEvents)[number]

/** Where one finish action list hangs: a record and, for emails only, the event it belongs to. */
export const finishActionHostSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['link', 'file', 'form']), id: z.string().min(1), on: z.null().default(null) }),
  z.object({ kind: z.literal('message'), id: z.string().min(1), on: z.enum(messageEvents) }),
])
export type FinishActionHost = z.output<typeof finishActionHostSchema>

/** What of the workspace's settings decides which actions a host may have. */
export type HostRules = { areWebhooksOnLinks: boolean }
