import { z } from 'zod'
import { listUsers } from '../auth/list-users'
import type { User } from '../auth/user'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { derivedId } from '../db/new-id'
import { type EffectOutcome, GiveUp, RetryLater } from '../effects/outcome'
import type { StoredEffect } from '../effects/stored-effect'
import { getEnv } from '../env'
import type { MailSettings } from '../messages/compose-mail'
import { fillText } from '../messages/fill-text'
import { sendOnce } from '../messages/send-once'
import { currentProspect } from '../prospects/merge/where-merged'
import type { Prospect } from '../prospects/prospect'
import { composeNotice } from './compose-notice'
import { Notifications } from './notification'

const payloadSchema = z.object({ userIds: z.array(z.string()), message: z.string() })

/**
 * Tells users something about a prospect: in the app, and by one email each, never twice by itself. What happens
 * to the email of one user holds up no other one.
 *
 * @throws RetryLater when a mail certainly did not leave; GiveUp when nobody is there to tell, or a mail was refused
 */
export async function notifyUsers(
  effect: StoredEffect,
  settings: MailSettings & { baseUrl: string } = getEnv(),
): Promise<EffectOutcome> {
  const { userIds, message } = payloadSchema.parse(effect.payload)
  const prospect = await currentProspect(effect.prospectId)
  if (!prospect) return { state: 'skipped', reason: { code: 'erased', message: 'The prospect was erased' } }
  const users = (await listUsers()).filter(({ id }) => userIds.includes(id))
  if (users.length === 0)
    throw new GiveUp('None of the chosen users has an account any more; choose somebody else', 'no-user')
  const text = fillText(message, prospect, 'text')
  await insertNotifications(effect, users, text)
  return tellAll(users.map((user) => () => mailTo(user, { effect, prospect, text, settings })))
}

async function insertNotifications(effect: StoredEffect, users: User[], message: string): Promise<void> {
  const { prospectId, workflowId, runId, createdAt } = effect
  const rows = users.map(({ id }) => ({
    _id: derivedId(effect._id, 'notification', id),
    userId: id,
    prospectId,
    message,
    workflowId,
    runId,
    createdAt,
    readAt: null,
  }))
  await insertNew(collectionOf(Notifications), rows)
}

type Notice = {
  effect: StoredEffect
  prospect: Prospect
  text: string
  settings: MailSettings & { baseUrl: string }
}

function mailTo(user: User, { effect, prospect, text, settings }: Notice): Promise<EffectOutcome> {
  const id = derivedId(effect._id, 'notice', user.id)
  return sendOnce(
    {
      id,
      attempts: effect.attempts,
      whyNot: null,
      compose: async () => composeNotice({ id, effect, user, prospect, text, settings }),
    },
    settings,
  )
}

/** Tries every one; then tells the worst of it: in doubt, to be tried again, refused. */
async function tellAll(tellings: (() => Promise<EffectOutcome>)[]): Promise<EffectOutcome> {
  const outcomes: EffectOutcome[] = []
  const errors: unknown[] = []
  for (const tell of tellings) {
    try {
      outcomes.push(await tell())
    } catch (error) {
      if (!(error instanceof RetryLater || error instanceof GiveUp)) throw error
      errors.push(error)
    }
  }
  const failure = errors.find((error) => error instanceof RetryLater) ?? errors[0]
  if (failure) throw failure
  return outcomes.find(({ state }) => state === 'unknown') ?? { state: 'done' }
}
