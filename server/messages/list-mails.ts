import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { normaliseEmail } from '../prospects/email-address'
import { idsKnownAs, idsOf } from '../prospects/merge/where-merged'
import { Prospects } from '../prospects/prospect'
import { type Mail, Mails } from './mail'
import { fullName, type ListedMail } from './mail-record'

export const listMailsSchema = pageSchema.extend({
  prospectId: z.string().optional(),
  /** Part of the recipient's address, or of the subject. */
  search: z.string().trim().max(200).optional(),
})

/** Mails, the newest first. */
export async function listMails({
  prospectId,
  search,
  ...page
}: z.input<typeof listMailsSchema> = {}): Promise<Page<ListedMail>> {
  const containing = (text: string) => ({ $regex: escapeRegExp(text), $options: 'i' })
  const filter = {
    ...(prospectId ? { prospectId: { $in: await idsKnownAs(prospectId) } } : {}),
    ...(search ? { $or: [{ to: containing(normaliseEmail(search)) }, { subject: containing(search) }] } : {}),
  }
  const { items, next } = await keysetPage(Mails, { ...page, filter, by: 'createdAt' })
  const names = await namesOf(items.map((mail) => mail.prospectId))
  return { items: items.map((mail) => listed(mail, names)), next }
}

function listed(mail: Mail, names: Map<string, string>): ListedMail {
  const { _id, to, subject, state, error, createdAt, sentAt, prospectId, messageId, runId, userId } = mail
  return {
    id: _id,
    to,
    subject,
    state,
    error,
    createdAt,
    sentAt,
    prospectId,
    prospectName: names.get(prospectId) ?? '',
    messageId,
    runId,
    ...(userId === undefined ? {} : { userId }),
  }
}

async function namesOf(prospectIds: string[]): Promise<Map<string, string>> {
  const ids = { $in: [...new Set(prospectIds)] }
  const prospects = await collectionOf(Prospects)
    .find(
      { $or: [{ _id: ids }, { mergedFrom: ids }] },
      { projection: { firstName: 1, lastName: 1, mergedFrom: 1 }, maxTimeMS: 5_000 },
    )
    .toArray()
  return new Map(
    prospects.flatMap((prospect) => idsOf(prospect).map((id) => [id, fullName(prospect)] as const)),
  )
}
