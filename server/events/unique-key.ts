import { createHash } from 'node:crypto'
import type { ClickSignals } from './stored-event'

type Clicked = { click: ClickSignals; prospectId: string | null; at: Date }

/** What makes two clicks count as one person (?9): the prospect, else the visitor, else address, browser and day. */
export function uniqueKeyOf({ click, prospectId, at }: Clicked): string {
  if (prospectId) return `p:${prospectId}`
  if (click.visitorId) return `v:${click.visitorId}`
  const day = at.toISOString().slice(0, 10)
  const parts = JSON.stringify([click.ip, click.userAgent, day])
  return `h:${createHash('sha256').update(parts).digest('hex').slice(0, 24)}`
}

/** The same of an event whose prospect stands there already; an expression for update pipelines. */
export const keyOfKnown = { $concat: ['p:', '$prospectId'] }
