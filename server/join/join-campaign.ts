import { collectionOf } from '../db/collection-of'
import { derivedId, newId } from '../db/new-id'
import { AppError } from '../errors'
import { now } from '../jobs/clock'
import { createProspect } from '../prospects/create-prospect'
import { Prospects } from '../prospects/prospect'
import { enrolProspects } from '../runs/enrol-prospects'
import { workspaceSettings } from '../settings/workspace-settings'
import { countInWindow } from '../spam/count-in-windows'
import type { JoinForm } from './join-form'

export type Joining = {
  workflowId: string
  /** Whom the token was made for; null when nobody is known by one. */
  recipientId: string | null
  form: JoinForm
  ip: string
}

/** `spam`: too many in a short time (IF-12); `robot`: it filled in what people do not see. */
export type JoinOutcome = 'joined' | 'spam' | 'robot' | 'gone'

/**
 * Enrols whoever sent the form of a join page: the recipient of the token, else the prospect with that address, who
 * is made when there is none; no field of somebody who exists is touched. Sending the same form again, by a reload
 * for instance, enrols once.
 *
 * Submissions count as those of forms do (?1, ?5): nobody known by a token is nobody, who counts too (IR-23).
 * @throws AppError 'unprocessable' or 'not-found' when the campaign takes nobody (any more)
 */
export async function joinCampaign({ workflowId, recipientId, form, ip }: Joining): Promise<JoinOutcome> {
  if (form.trap !== '') return 'robot'
  const who = recipientId ?? form.email
  const submissionId = derivedId('join', workflowId, form.nonce ?? newId(), who)
  const count = await countInWindow(
    {
      id: submissionId,
      at: now(),
      channel: 'forms',
      host: { kind: 'workflow', id: workflowId },
      who: recipientId,
      ip,
    },
    await workspaceSettings(),
  )
  if (count.isSuppressed) return 'spam'
  const prospectId = recipientId ?? (await prospectWith(form, submissionId))
  try {
    await enrolProspects({ id: workflowId, prospectIds: [prospectId] }, () => submissionId)
  } catch (error) {
    if (isUnknownProspect(error)) return 'gone'
    throw error
  }
  return 'joined'
}

/** The prospect with this address, as it is; or a new one. Somebody else may make it at the same moment. */
async function prospectWith({ email, firstName, lastName }: JoinForm, submissionId: string): Promise<string> {
  const known = await findByEmail(email)
  if (known) return known
  try {
    const { id } = await createProspect({ email, firstName, lastName }, derivedId('joined', submissionId))
    return id
  } catch (error) {
    const made = await findByEmail(email)
    if (made) return made
    throw error
  }
}

async function findByEmail(email: string): Promise<string | null> {
  const found = await collectionOf(Prospects).findOne({ email }, { projection: { _id: 1 }, maxTimeMS: 5_000 })
  return found?._id ?? null
}

/** The recipient of a token may have been erased since. */
function isUnknownProspect(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not-found' && Array.isArray(error.details)
}
