import { AppError } from '../errors'
import { Prospects } from '../prospects/prospect'
import { type Mail, Mails } from './mail'
import { fullName, type MailRecord } from './mail-record'

/** One mail as it was sent. @throws AppError 'not-found' */
export async function loadMail(id: string): Promise<MailRecord> {
  const { _id, ...mail } = await findMail(id)
  const prospect = await Prospects.findOne({ _id: mail.prospectId }, { firstName: 1, lastName: 1 }).lean()
  return { id: _id, ...mail, prospectName: prospect ? fullName(prospect) : '' }
}

/** The stored mail. @throws AppError 'not-found' */
export async function findMail(id: string): Promise<Mail> {
  const mail = await Mails.findOne({ _id: id }).lean()
  if (mail) return mail
  throw new AppError('not-found', {
    message: `no mail ${id}`,
    userMessage: 'This email is not in the Outbox. Choose one from the list.',
  })
}
