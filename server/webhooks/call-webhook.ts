import { type CallAnswer, type CallRequest, guardedCall } from '../net/guarded-call'
import { networkPolicy } from '../net/network-policy'

export type WebhookRequest = CallRequest
/** What came of one request. `text` is the beginning of the answer's body. */
export type WebhookAnswer = CallAnswer

export const CALL_TIMEOUT_MS = 10_000
const MOST_ANSWER_BYTES = 64 * 1024

/** Makes one request, to allowed addresses only, follows no redirect, and never throws. */
export function callWebhook(
  request: WebhookRequest,
  policy = networkPolicy(),
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<WebhookAnswer> {
  return guardedCall(request, { policy, timeoutMs, mostBytes: MOST_ANSWER_BYTES })
}
