import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { seal, unseal } from '../auth/seal'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'
import { insertNew } from '../db/insert-new'
import { AppError } from '../errors'
import { now } from '../jobs/clock'

/** The workspace's signing secret, sealed; after a change the one before still signs for a while. */
export const storedSecretSchema = z.object({
  _id: z.string(),
  sealed: z.string(),
  previous: z.object({ sealed: z.string(), until: z.date() }).nullable(),
  createdAt: z.date(),
})

export const WebhookSecrets = defineCollection('webhook-secrets', storedSecretSchema)

const workspace = 'workspace'
const purpose = 'webhook secret'
const OVERLAP_MS = 24 * 3_600_000

export type WebhookSecret = { secret: string; createdAt: Date; previousUntil: Date | null }

/** The secret that receivers check signatures with; made when it is first asked for. */
export async function loadWebhookSecret(): Promise<WebhookSecret> {
  const { sealed, previous, createdAt } = await storedSecret()
  const isOverlapping = previous !== null && previous.until > now()
  return { secret: opened(sealed), createdAt, previousUntil: isOverlapping ? previous.until : null }
}

/** The secrets to sign with now, the newest first. */
export async function signingSecrets(): Promise<string[]> {
  const { sealed, previous } = await storedSecret()
  const overlapping = previous && previous.until > now() ? unseal(previous.sealed, purpose) : null
  return overlapping ? [opened(sealed), overlapping] : [opened(sealed)]
}

/** Makes a new secret. For a day everything is signed with the one before, too. */
export async function rotateWebhookSecret(): Promise<WebhookSecret> {
  const { sealed } = await storedSecret()
  const previous = { sealed, until: new Date(now().getTime() + OVERLAP_MS) }
  const { matchedCount } = await collectionOf(WebhookSecrets).updateOne(
    { _id: workspace, sealed },
    { $set: { sealed: newSecret(), previous, createdAt: now() } },
    { maxTimeMS: 5_000 },
  )
  if (matchedCount === 1) return loadWebhookSecret()
  throw new AppError('conflict', {
    message: 'the webhook secret was changed meanwhile',
    userMessage: 'Someone else has just changed the secret. Reload to see it.',
  })
}

async function storedSecret() {
  const secrets = collectionOf(WebhookSecrets)
  const stored = await secrets.findOne({ _id: workspace }, { maxTimeMS: 5_000 })
  if (stored) return stored
  await insertNew(secrets, [{ _id: workspace, sealed: newSecret(), previous: null, createdAt: now() }])
  const made = await secrets.findOne({ _id: workspace }, { maxTimeMS: 5_000 })
  if (!made) throw new Error('the webhook secret was not stored')
  return made
}

function newSecret(): string {
  return seal(`whsec_${randomBytes(32).toString('base64')}`, purpose)
}

function opened(sealed: string): string {
  const secret = unseal(sealed, purpose)
  if (secret) return secret
  throw new AppError('unavailable', {
    message: 'the webhook secret was sealed with another SECRET',
    userMessage: 'SECRET has changed, so the webhook secret cannot be read. Put the old SECRET back.',
  })
}
