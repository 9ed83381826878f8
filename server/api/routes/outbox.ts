import { listMails, listMailsSchema } from '../../messages/list-mails'
import { loadMail } from '../../messages/load-mail'
import { listedMailSchema, mailRecordSchema } from '../../messages/mail-record'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Outbox'

export const outboxRoutes = [
  defineRoute({
    method: 'get',
    path: '/outbox',
    tag,
    scope: 'read',
    summary: 'List sent mails',
    description:
      'The newest first. Without a mail server (`SMTP_URL`) mails are kept here only, in the state `kept`.',
    query: listMailsSchema,
    answer: pageOf(listedMailSchema),
    handle: ({ query }) => listMails(query),
  }),
  defineRoute({
    method: 'get',
    path: '/outbox/{id}',
    tag,
    scope: 'read',
    summary: 'Read a sent mail',
    description: 'As it was sent: headers, HTML and text, with this recipient’s own tracked addresses.',
    params: idParams,
    answer: mailRecordSchema,
    handle: ({ params }) => loadMail(params.id),
  }),
]
