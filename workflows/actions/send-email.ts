import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'

/** As a step of a sequence or as a finish action; the content is the one published with the version (?14). */
export const sendEmail = defineAction({
  type: 'send-email',
  title: 'Send email',
  description: 'Sends one email to the prospect. Every link in it is tracked.',
  icon: 'mail',
  config: z.object({ messageId: field.message('Email') }),
  initial: { messageId: '' },
  summary: ({ messageId }, { messages }) =>
    messageId
      ? `Sends “${messages.find(({ id }) => id === messageId)?.name ?? 'missing'}”`
      : 'Choose an email',
  perform: ({ messageId }) => [{ kind: 'message.send', payload: { messageId } }],
})
