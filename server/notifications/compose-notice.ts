import type { User } from '../auth/user'
import type { StoredEffect } from '../effects/stored-effect'
import { now } from '../jobs/clock'
import { domainOf, type MailSettings } from '../messages/compose-mail'
import type { Mail } from '../messages/mail'
import { fullName } from '../prospects/name-prospects'
import type { Prospect } from '../prospects/prospect'

type Notice = {
  id: string
  effect: StoredEffect
  user: User
  prospect: Prospect
  /** The message, its merge fields filled in. */
  text: string
  settings: MailSettings & { baseUrl: string }
}

/** The email that tells one user something about a prospect, with the way to the prospect. */
export function composeNotice({ id, effect, user, prospect, text, settings }: Notice): Mail {
  const href = `${settings.baseUrl}/prospects/${prospect._id}`
  const isKept = !settings.smtpUrl
  return {
    _id: id,
    prospectId: prospect._id,
    userId: user.id,
    effectId: effect._id,
    messageId: null,
    versionId: effect.versionId,
    runId: effect.runId,
    messageIdHeader: `<${id}@${domainOf(settings.mailFrom)}>`,
    from: settings.mailFrom,
    to: user.email,
    subject: subjectOf(text, fullName(prospect)),
    html: htmlOf(text, href),
    text: `${text}\n\n${href}\n`,
    // No mail program shall answer for a user who is away.
    headers: { 'Auto-Submitted': 'auto-generated' },
    state: isKept ? 'kept' : 'sending',
    error: null,
    createdAt: now(),
    sentAt: isKept ? now() : null,
  }
}

const MOST_CHARACTERS = 120

function subjectOf(text: string, name: string): string {
  const line = `${name}: ${text}`.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line
}

function htmlOf(text: string, href: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin: 0; padding: 24px; font: 16px/1.6 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; color: #23201c; background: #ffffff;">
<p style="white-space: pre-line; margin: 0 0 16px;">${escapeText(text)}</p>
<p style="margin: 0;"><a href="${escapeText(href)}" style="color: #0f766e;">Open the prospect</a></p>
</body>
</html>
`
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
