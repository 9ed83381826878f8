import { canParseUrl } from '@/workflows/can-parse-url'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { type EffectOutcome, GiveUp, KeepTrying } from '../effects/outcome'
import type { StoredEffect } from '../effects/stored-effect'
import { now } from '../jobs/clock'
import { type NetworkPolicy, networkPolicy } from '../net/network-policy'
import { callWebhook, type WebhookAnswer, type WebhookRequest } from './call-webhook'
import { askForCall, noteFailure, noteSuccess } from './circuit-breaker'
import { composeWebhook, prospectOf, readPayload } from './compose-webhook'
import { takeHostSlot } from './host-slots'
import { maskHeaders } from './mask-headers'
import { retryAt, TRIED_FOR_MS } from './retry-at'
import { signWebhook } from './sign-webhook'
import { WebhookDeliveries, type WebhookDelivery } from './webhook-delivery'
import { signingSecrets } from './webhook-secret'
import { disableTarget, isTargetDisabled } from './webhook-target'

const SLOT_WAIT_MS = 1_000
const BUSY_MS = 2_000
/** Attempts that are kept in the log. */
const MOST_ATTEMPTS_KEPT = 50

/**
 * Sends the webhook of one effect and writes down what came of it (IF-5). At least once: a crash between the answer
 * and the note of it sends it again, under the same `webhook-id` and with the same body.
 *
 * @throws KeepTrying when it is to be tried again, GiveUp when that cannot help or three days have passed
 */
export async function sendWebhook(
  effect: StoredEffect,
  policy: NetworkPolicy = networkPolicy(),
): Promise<EffectOutcome> {
  const earlier = await findDelivery(effect._id)
  if (earlier?.state === 'delivered') return { state: 'done' }
  const prospect = await prospectOf(effect)
  if (!prospect)
    return { state: 'skipped', reason: { code: 'erased', message: 'The prospect was erased first' } }
  const request = await composeWebhook(effect, prospect).catch((error) => unsendable(effect, error))
  const delivery = await takeUp(earlier ?? (await insertDelivery(effect, request)))
  if (await isTargetDisabled(effect, request.url)) return skip(delivery)
  if (now() >= delivery.until) return giveUp(delivery, tooLate, 'too-late')
  const answer = await inTurn(delivery, async () => {
    // The body of the first attempt: whoever got that one already is told the same again.
    const body = request.body === null ? null : delivery.body
    const signature = signWebhook(
      { id: effect._id, sentAt: new Date(), body: body ?? '' },
      await signingSecrets(),
    )
    const headers = { ...request.headers, ...signature }
    const called = await callWebhook({ ...request, headers, body }, policy)
    await recordAttempt(delivery, called, headers)
    return called
  })
  return conclude(effect, delivery, answer)
}

const disabledText =
  'This address answered 410 before, so nothing is sent to it from here. Enable it on the page Webhooks.'
const tooLate = 'It was tried for three days and not taken'

function findDelivery(id: string): Promise<WebhookDelivery | null> {
  return collectionOf(WebhookDeliveries).findOne({ _id: id }, { maxTimeMS: 5_000 })
}

async function insertDelivery(effect: StoredEffect, request: WebhookRequest): Promise<WebhookDelivery> {
  const at = now()
  const { prospectId, runId, workflowId, nodeId, stepId } = effect
  const delivery: WebhookDelivery = {
    _id: effect._id,
    ...{ prospectId, runId, workflowId, nodeId, stepId },
    url: request.url,
    host: hostOf(request.url),
    method: request.method,
    headers: maskHeaders(request.headers),
    body: request.body ?? '',
    state: 'waiting',
    reason: null,
    attempts: [],
    tries: 0,
    until: new Date(at.getTime() + TRIED_FOR_MS),
    nextAt: at,
    createdAt: at,
  }
  await insertNew(collectionOf(WebhookDeliveries), [delivery])
  return (await findDelivery(effect._id)) ?? delivery
}

/** What cannot even be composed is in the log, too. */
async function unsendable(effect: StoredEffect, error: unknown): Promise<never> {
  if (!(error instanceof GiveUp)) throw error
  const { url, method } = readPayload(effect)
  const delivery = await insertDelivery(effect, { url, method, headers: {}, body: '' })
  return giveUp(delivery, error.message, error.code)
}

function hostOf(url: string): string {
  return canParseUrl(url) ? new URL(url).host : ''
}

/** What had ended is asked for again by a person: it gets another three days. */
async function takeUp(delivery: WebhookDelivery): Promise<WebhookDelivery> {
  if (delivery.state === 'waiting') return delivery
  const again = newRound()
  await change(delivery, again)
  return { ...delivery, ...again }
}

/** What a delivery holds that begins once more. */
export function newRound() {
  const at = now()
  const until = new Date(at.getTime() + TRIED_FOR_MS)
  return { state: 'waiting' as const, reason: null, tries: 0, until, nextAt: at }
}

/** Calls when the host has room and is not being left alone. @throws KeepTrying when not now */
async function inTurn(delivery: WebhookDelivery, call: () => Promise<WebhookAnswer>): Promise<WebhookAnswer> {
  const { host } = delivery
  const giveBack = await takeHostSlot(host, SLOT_WAIT_MS)
  if (!giveBack)
    return keepTrying(delivery, soon(BUSY_MS), 'Waits until other calls to this server have ended', 'busy')
  try {
    const permission = await askForCall(host)
    if (!permission.mayCall) {
      const askAgainAt = new Date(permission.askAgainAt.getTime() + Math.random() * 10_000)
      return await keepTrying(
        delivery,
        askAgainAt,
        'The server failed several times in a row; it is left alone for a while',
        'server-down',
      )
    }
    const answer = await call()
    if (isFailureOfHost(answer)) await noteFailure(host)
    else if (permission.isKnown) await noteSuccess(host)
    return answer
  } finally {
    giveBack()
  }
}

function isFailureOfHost(answer: WebhookAnswer): boolean {
  return answer.result === 'no-answer' || (answer.result === 'answered' && answer.status >= 500)
}

async function recordAttempt(
  { _id }: WebhookDelivery,
  answer: WebhookAnswer,
  headers: Record<string, string>,
): Promise<void> {
  const attempt = {
    at: now(),
    status: answer.result === 'answered' ? answer.status : null,
    error: answer.result === 'answered' ? null : answer.message,
    durationMs: answer.durationMs,
    answer: answer.result === 'answered' ? answer.text : '',
  }
  await collectionOf(WebhookDeliveries).updateOne(
    { _id },
    {
      $set: { headers: maskHeaders(headers) },
      $inc: { tries: 1 },
      $push: { attempts: { $each: [attempt], $slice: -MOST_ATTEMPTS_KEPT } },
    },
    { maxTimeMS: 5_000 },
  )
}

async function conclude(
  effect: StoredEffect,
  delivery: WebhookDelivery,
  answer: WebhookAnswer,
): Promise<EffectOutcome> {
  if (answer.result === 'refused') return giveUp(delivery, answer.message, 'address-refused')
  if (answer.result === 'no-answer') return later(delivery, answer.message, null)
  const { status, retryAfter } = answer
  if (status >= 200 && status < 300) {
    await change(delivery, { state: 'delivered', reason: null, nextAt: null })
    return { state: 'done' }
  }
  if (status === 410) {
    await disableTarget(effect, delivery.url)
    return giveUp(delivery, 'The server answered 410: it wants no more webhooks here', 'gone')
  }
  if (status < 400)
    return giveUp(
      delivery,
      `The server answered with a redirect (${status}), which is not followed; enter the new address`,
      'redirected',
    )
  const isPassing = status >= 500 || passingStatuses.has(status)
  if (!isPassing) return giveUp(delivery, `The server refused it (${status})`, 'refused')
  return later(delivery, `The server answered ${status}`, retryAfter)
}

/** Too slow, too early, too many: another time may be better. */
const passingStatuses = new Set([408, 425, 429])

async function skip(delivery: WebhookDelivery): Promise<EffectOutcome> {
  await change(delivery, { state: 'skipped', reason: disabledText, nextAt: null })
  return { state: 'skipped', reason: { code: 'target-disabled', message: disabledText } }
}

async function later(delivery: WebhookDelivery, reason: string, retryAfter: string | null): Promise<never> {
  const at = retryAt({ tries: delivery.tries + 1, until: delivery.until, retryAfter })
  return at
    ? keepTrying(delivery, at, reason, 'not-taken')
    : giveUp(delivery, `${tooLate}: ${reason}`, 'too-late')
}

async function keepTrying(delivery: WebhookDelivery, at: Date, reason: string, code: string): Promise<never> {
  await change(delivery, { state: 'waiting', reason, nextAt: at })
  throw new KeepTrying(at, reason, code)
}

async function giveUp(delivery: WebhookDelivery, reason: string, code: string): Promise<never> {
  await change(delivery, { state: 'failed', reason, nextAt: null })
  throw new GiveUp(reason, code)
}

async function change({ _id }: WebhookDelivery, values: Partial<WebhookDelivery>): Promise<void> {
  await collectionOf(WebhookDeliveries).updateOne({ _id }, { $set: values }, { maxTimeMS: 5_000 })
}

function soon(ms: number): Date {
  return new Date(now().getTime() + ms * (0.5 + Math.random()))
}
