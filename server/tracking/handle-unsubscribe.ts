import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { answerPage } from './answer-page'
import { readToken, UNSUBSCRIBE } from './token'
import type { Tracking } from './tracking'
import { unsubscribeProspect } from './unsubscribe-prospect'

/**
 * `/u/<token>`: GET and HEAD show a page with a button and never change anything, since scanners open every link;
 * POST stops all mail to the recipient of the token, from the button as well as from mail programs (RFC 8058).
 */
export async function handleUnsubscribe(
  tracking: Tracking,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const ids = readToken(tokenIn(request.url ?? ''), UNSUBSCRIBE, tracking.tokenKeys)
  const prospectId = ids?.recipientId
  if (!prospectId) return answerPage(response, brokenLink)
  if (request.method === 'GET' || request.method === 'HEAD') return answerPage(response, question)
  if (request.method !== 'POST') return answerPage(response, otherMethod)
  // What is posted does not matter: the address says it all.
  request.resume()
  try {
    await unsubscribeProspect({ prospectId, messageId: ids.messageId })
    answerPage(response, done)
  } catch (error) {
    log.error({ err: error, prospectId }, 'a prospect could not be unsubscribed')
    answerPage(response, failed)
  }
}

function tokenIn(url: string): string {
  return /^\/u\/([^/?#]*)/.exec(url)?.[1] ?? ''
}

const question = {
  status: 200,
  title: 'Do you want to unsubscribe?',
  text: 'You will not get any more emails from us.',
  button: 'Unsubscribe',
}
const done = {
  status: 200,
  title: 'You are unsubscribed',
  text: 'You will not get any more emails from us. One that is on its way may still arrive.',
}
const brokenLink = {
  status: 404,
  title: 'This link is not complete',
  text: 'Part of the address is missing or was changed. Open the unsubscribe link in the email again.',
}
const otherMethod = {
  status: 405,
  title: 'This does not work here',
  text: 'Open the unsubscribe link in the email in a browser.',
  headers: { Allow: 'GET, HEAD, POST' },
}
const failed = {
  status: 503,
  title: 'That did not work yet',
  text: 'You are not unsubscribed yet. Try again in a minute.',
  button: 'Try again',
  headers: { 'Retry-After': '60' },
}
