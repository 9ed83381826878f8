import { z } from 'zod'
import { createMessage, createMessageSchema } from '../../messages/create-message'
import { listedMessageSchema, listMessages, listMessagesSchema } from '../../messages/list-messages'
import { loadMessage } from '../../messages/load-message'
import { messageRecordSchema } from '../../messages/message-record'
import { previewMessage, previewMessageSchema } from '../../messages/preview-message'
import { saveMessage, saveMessageSchema } from '../../messages/save-message'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Messages'

export const messageRoutes = [
  defineRoute({
    method: 'post',
    path: '/messages',
    tag,
    scope: 'write',
    summary: 'Create an email',
    description: 'Every link in `html` gets an id (`data-link-id`) and is tracked when the email is sent.',
    body: createMessageSchema,
    status: 201,
    answer: messageRecordSchema,
    handle: ({ body }) => createMessage(body),
    location: ({ id }) => `/api/v1/messages/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/messages',
    tag,
    scope: 'read',
    summary: 'List emails',
    description: 'The last changed first, without their HTML.',
    query: listMessagesSchema,
    answer: pageOf(listedMessageSchema),
    handle: ({ query }) => listMessages(query),
  }),
  defineRoute({
    method: 'get',
    path: '/messages/{id}',
    tag,
    scope: 'read',
    summary: 'Read an email and its links',
    params: idParams,
    answer: messageRecordSchema,
    handle: ({ params }) => loadMessage(params.id),
  }),
  defineRoute({
    method: 'patch',
    path: '/messages/{id}',
    tag,
    scope: 'write',
    summary: 'Change an email',
    description:
      '`revision` is the one you read; when someone saved in between, the answer is 409. Published versions keep their own words.',
    params: idParams,
    body: saveMessageSchema.omit({ id: true }),
    answer: messageRecordSchema,
    handle: ({ params: { id }, body }) => saveMessage({ id, ...body }),
  }),
  defineRoute({
    method: 'get',
    path: '/messages/{id}/preview',
    tag,
    scope: 'read',
    summary: 'Render an email as a prospect would get it',
    params: idParams,
    query: previewMessageSchema.omit({ id: true }),
    answer: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
    handle: ({ params: { id }, query }) => previewMessage({ id, ...query }),
  }),
]
