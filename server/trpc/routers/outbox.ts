import { z } from 'zod'
import { listMails, listMailsSchema } from '@/server/messages/list-mails'
import { loadMail } from '@/server/messages/load-mail'
import { resendMail } from '@/server/messages/resend-mail'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const one = z.object({ id: z.string() })

export const outboxRouter = router({
  list: viewerProcedure.input(listMailsSchema).query(({ input }) => listMails(input)),
  get: viewerProcedure.input(one).query(({ input }) => loadMail(input.id)),
  resend: marketerProcedure.input(one).mutation(({ input }) => resendMail(input.id)),
})
