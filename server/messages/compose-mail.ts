import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import type { EffectReason } from '../effects/outcome'
import { GiveUp } from '../effects/outcome'
import type { StoredEffect } from '../effects/stored-effect'
import { now } from '../jobs/clock'
import { Links } from '../links/link'
import { emailSchema } from '../prospects/email-address'
import type { Prospect } from '../prospects/prospect'
import { isTokenId } from '../tracking/token'
import { ensureHoneypotLink } from '../verdicts/honeypot-link'
import { honeypotLinkId } from '../verdicts/honeypot-link-id'
import { type PublishedMessage, Versions } from '../workflows/version'
import { findAnchors } from './find-anchors'
import { linksToShare } from './links-to-share'
import type { Mail } from './mail'
import { mailAddresses } from './mail-addresses'
import { renderMail } from './render-mail'

export type MailSettings = {
  trackingUrl: string
  secret: string
  mailFrom: string
  smtpUrl?: string | undefined
}

/**
 * Why this prospect gets no mail now; null when it may be sent. Looked at again whenever one is due.
 */
export function whyNoMail(prospect: Prospect | null): EffectReason | null {
  if (!prospect) return { code: 'erased', message: 'The prospect was erased' }
  if (prospect.consent.email === 'unsubscribed')
    return { code: 'unsubscribed', message: 'The prospect has unsubscribed from email' }
  if (!prospect.email) return { code: 'no-email', message: 'The prospect has no email address' }
  if (!emailSchema.safeParse(prospect.email).success)
    return {
      code: 'bad-email',
      message: 'The prospect’s email address is not valid; correct it and try again',
    }
  return null
}

/**
 * The mail of one effect, complete: the words of the published version (?14) with the prospect's live values (?6).
 * @throws GiveUp when the version does not have that email or it cannot be understood
 */
export async function composeMail(
  effect: StoredEffect,
  prospect: Prospect,
  settings: MailSettings,
): Promise<Mail> {
  const { message, publishedBy } = await publishedMessage(effect)
  const addresses = mailAddresses({
    prospectId: prospect._id,
    messageId: message.id,
    senderId: senderOf(prospect, publishedBy),
    sessionId: prospect.visitorIds.at(-1) ?? null,
    shared: await linksToShare(message),
    ...(await slugsIn(message.html)),
    trackingUrl: settings.trackingUrl,
    secret: settings.secret,
  })
  const isKept = !settings.smtpUrl
  return {
    _id: effect._id,
    prospectId: prospect._id,
    messageId: message.id,
    versionId: effect.versionId,
    runId: effect.runId,
    messageIdHeader: `<${effect._id}@${domainOf(settings.mailFrom)}>`,
    from: settings.mailFrom,
    to: prospect.email ?? '',
    ...rendered(() => renderMail({ message, prospect, addresses })),
    state: isKept ? 'kept' : 'sending',
    error: null,
    createdAt: now(),
    sentAt: isKept ? now() : null,
  }
}

const payloadSchema = z.object({ messageId: z.string() })

async function publishedMessage(
  effect: StoredEffect,
): Promise<{ message: PublishedMessage; publishedBy: string }> {
  const { messageId } = payloadSchema.parse(effect.payload)
  const version = await Versions.findOne({ _id: effect.versionId }, { messages: 1, publishedBy: 1 }).lean()
  const message = version?.messages.find(({ id }) => id === messageId)
  if (version && message) return { message, publishedBy: version.publishedBy }
  throw new GiveUp(
    'The published version does not have this email; publish the workflow again',
    'message-missing',
  )
}

/**
 * The user who is responsible for the visits that a mail brings (IM-9): the owner of the prospect, in whose name it is
 * written, else whoever published it; nobody when that was a program.
 */
function senderOf({ ownerId }: Prospect, publishedBy: string): string | null {
  return [ownerId, publishedBy].find((id) => id && isTokenId(id)) ?? null
}

/** The slugs of the links in an email, and of the hidden one. */
async function slugsIn(html: string) {
  const ids = findAnchors(html).flatMap(({ attributes }) => attributes.get('data-link-id')?.value ?? [])
  const links = await collectionOf(Links)
    .find(
      { _id: { $in: [honeypotLinkId, ...ids] } },
      { projection: { slug: 1, destination: 1 }, maxTimeMS: 5_000 },
    )
    .toArray()
  return {
    slugs: new Map(links.map(({ _id, slug }) => [_id, slug])),
    honeypotSlug: await ensureHoneypotLink(links.find(({ _id }) => _id === honeypotLinkId) ?? null),
  }
}

function rendered<Result>(render: () => Result): Result {
  try {
    return render()
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new GiveUp(`The email cannot be rendered: ${reason}`, 'not-renderable')
  }
}

/** The domain of a sender, for message ids. */
export function domainOf(mailFrom: string): string {
  return /@([^\s<>@]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost'
}
