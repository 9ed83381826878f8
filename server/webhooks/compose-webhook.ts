import type { EffectPayload } from '@/workflows/effects'
import { collectionOf } from '../db/collection-of'
import { GiveUp } from '../effects/outcome'
import type { StoredEffect } from '../effects/stored-effect'
import { Events } from '../events/stored-event'
import { fillMergeFields, type MergeFormat, mergeValues } from '../messages/fill-merge-fields'
import { currentProspect } from '../prospects/merge/where-merged'
import type { Prospect } from '../prospects/prospect'
import { toProspectRecord } from '../prospects/prospect-record'
import type { WebhookRequest } from './call-webhook'

type Payload = EffectPayload<'webhook.send'>

/**
 * The request of one effect, without its signature: the body that was drawn, with the prospect's live values (?6),
 * or our own envelope.
 * @throws GiveUp when the body cannot be understood, or is not the JSON it says it is
 */
export async function composeWebhook(effect: StoredEffect, prospect: Prospect): Promise<WebhookRequest> {
  const { url, method, headers, body } = readPayload(effect)
  const contentType = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const isWithoutBody = method === 'GET' || (method === 'DELETE' && body === null)
  const text = body === null ? await envelope(effect, prospect) : filled(body, prospect, contentType)
  return {
    url,
    method,
    headers: {
      'user-agent': 'Switchyard',
      accept: '*/*',
      ...(isWithoutBody || contentType ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: isWithoutBody ? null : text,
  }
}

/** The payload as the action made it. */
export function readPayload(effect: StoredEffect): Payload {
  return effect.payload as Payload // effects of this kind are made of nothing else
}

function filled(template: string, prospect: Prospect, contentType = 'application/json'): string {
  const format = formatOf(contentType)
  const text = rendered(() => fillMergeFields(template, mergeValues(prospect, ''), format))
  if (format === 'json' && !isJson(text))
    throw new GiveUp(
      'The body is no JSON once its merge fields are filled in. Write {{ firstName }} inside quotes, and {{ tags | json }} for a whole value.',
      'body-not-json',
    )
  return text
}

function formatOf(contentType: string): MergeFormat {
  if (/[/+]json\b/i.test(contentType)) return 'json'
  return /^application\/x-www-form-urlencoded/i.test(contentType) ? 'form' : 'text'
}

function rendered(render: () => string): string {
  try {
    return render()
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new GiveUp(`The body cannot be filled in: ${reason}`, 'not-renderable')
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

async function envelope(effect: StoredEffect, prospect: Prospect): Promise<string> {
  const { workflowId, runId, nodeId, createdAt } = effect
  return JSON.stringify({
    type: 'workflow.webhook',
    timestamp: createdAt.toISOString(),
    data: { prospect: toProspectRecord(prospect), workflowId, runId, nodeId, event: await eventOf(effect) },
  })
}

/** What happened, as far as receivers may know it: no snapshot, and nothing of the browser. */
async function eventOf({ planId }: StoredEffect) {
  const event = await collectionOf(Events).findOne({ _id: planId }, { maxTimeMS: 5_000 })
  if (!event) return null
  const { snapshot: _snapshot, ...payload } = { snapshot: null, ...event.payload }
  return { id: event._id, at: event.at.toISOString(), ...payload }
}

/** The prospect as it is now; null when it was erased. */
export function prospectOf(effect: StoredEffect): Promise<Prospect | null> {
  return currentProspect(effect.prospectId)
}
