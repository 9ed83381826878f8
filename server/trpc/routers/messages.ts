import { z } from 'zod'
import { createMessage, createMessageSchema } from '@/server/messages/create-message'
import { listMessages, listMessagesSchema } from '@/server/messages/list-messages'
import { loadMessage } from '@/server/messages/load-message'
import { previewMessage, previewMessageSchema } from '@/server/messages/preview-message'
import { saveMessage, saveMessageSchema } from '@/server/messages/save-message'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

export const messagesRouter = router({
  list: viewerProcedure.input(listMessagesSchema).query(({ input }) => listMessages(input)),
  get: viewerProcedure.input(z.object({ id: z.string() })).query(({ input }) => loadMessage(input.id)),
  preview: viewerProcedure.input(previewMessageSchema).query(({ input }) => previewMessage(input)),
  create: marketerProcedure.input(createMessageSchema).mutation(({ input }) => createMessage(input)),
  save: marketerProcedure.input(saveMessageSchema).mutation(({ input }) => saveMessage(input)),
})
