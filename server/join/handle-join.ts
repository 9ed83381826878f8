import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '../errors'
import type { LinkCampaign } from '../links/link-record'
import { log } from '../log'
import { answerPage } from '../tracking/answer-page'
import { readToken } from '../tracking/token'
import type { Tracking } from '../tracking/tracking'
import { joinCampaign } from './join-campaign'
import { readJoinForm } from './join-form'
import * as page from './join-pages'
import { joinLinkId } from './keep-join-link'
import { findCampaign } from './load-campaigns'
import { readFormBody } from './read-form-body'

type Exchange = { request: IncomingMessage; response: ServerResponse }
type Arrival = Exchange & { campaign: LinkCampaign; recipientId: string | null; ip: string }

/**
 * `/j/<workflow-id>[/<token>]`, where a Campaign Join Link leads (IM-2): GET and HEAD show the campaign and a button
 * and never change anything, since scanners open every link; POST enrols.
 */
export async function handleJoin(tracking: Tracking, { request, response }: Exchange): Promise<void> {
  const { method = '' } = request
  if (!['GET', 'HEAD', 'POST'].includes(method)) return answerPage(response, page.otherMethod)
  const { workflowId, token } = partsOf(request.url ?? '')
  try {
    const campaign = await findCampaign(workflowId)
    if (!campaign) return answerPage(response, page.unknown)
    const ids = token === '' ? null : readToken(token, joinLinkId(workflowId), tracking.tokenKeys)
    const ip = tracking.clientAddress(request)
    const arrival = { request, response, campaign, recipientId: ids?.recipientId ?? null, ip }
    if (method === 'POST') await join(arrival)
    else show(arrival)
  } catch (error) {
    log.error({ err: error, workflowId }, 'a join page could not be answered')
    answerPage(response, page.failed)
  }
}

function partsOf(url: string): { workflowId: string; token: string } {
  const [, workflowId = '', token = ''] = /^\/j\/([0-9a-f]{24})(?:\/([\w-]*))?\/?(?:\?|$)/.exec(url) ?? []
  return { workflowId, token }
}

function show({ response, campaign, recipientId }: Arrival): void {
  if (campaign.state !== 'open') answerPage(response, page.notOpen(campaign))
  else answerPage(response, page.invitation(campaign, recipientId !== null))
}

async function join({ request, response, campaign, recipientId, ip }: Arrival): Promise<void> {
  const values = await readFormBody(request)
  if (!values) return answerPage(response, page.tooLarge)
  if (campaign.state !== 'open') return answerPage(response, page.notOpen(campaign, 409))
  const read = readJoinForm(values, recipientId !== null)
  if (!read.ok) return answerPage(response, page.again({ campaign, values, problems: read.problems }))
  try {
    const outcome = await joinCampaign({ workflowId: campaign.id, recipientId, form: read.form, ip })
    answerPage(response, page.afterJoining(campaign)[outcome])
  } catch (error) {
    // It was paused, or taken off the air, a moment ago.
    if (!(error instanceof AppError)) throw error
    answerPage(response, page.notOpen({ ...campaign, state: 'closed' }))
  }
}
