import { z } from 'zod'
import { createField, createFieldSchema } from '../../prospects/create-field'
import { fieldRecordSchema, toFieldRecord } from '../../prospects/field-record'
import { fieldUsage, fieldUsageSchema } from '../../prospects/field-usage'
import { listCustomFields } from '../../prospects/list-fields'
import { findField, updateField, updateFieldSchema } from '../../prospects/update-field'
import { defineRoute } from '../define-route'
import { pageOf } from '../page-schema'

const tag = 'Fields'
const keyParams = z.object({ key: z.string().min(1).max(100) })

export const fieldRoutes = [
  defineRoute({
    method: 'post',
    path: '/fields',
    tag,
    scope: 'write',
    summary: 'Create a custom field',
    description:
      'Key and type stay for ever. `options` are for `choice` only. Values of prospects are held against the type; a date is a day such as `2026-03-31`.',
    body: createFieldSchema,
    status: 201,
    answer: fieldRecordSchema,
    handle: ({ body }) => createField(body),
    location: ({ key }) => `/api/v1/fields/${key}`,
  }),
  defineRoute({
    method: 'get',
    path: '/fields',
    tag,
    scope: 'read',
    summary: 'List the custom fields',
    description: 'By key, all on one page, the archived ones included.',
    answer: pageOf(fieldRecordSchema),
    handle: async () => ({ items: await listCustomFields(), next: null }),
  }),
  defineRoute({
    method: 'get',
    path: '/fields/{key}',
    tag,
    scope: 'read',
    summary: 'Read a custom field',
    description: 'With what uses it: live workflows, lists by criteria, and prospects that have a value.',
    params: keyParams,
    answer: fieldRecordSchema.extend({ usage: fieldUsageSchema }),
    handle: async ({ params }) => ({
      ...toFieldRecord(await findField(params.key)),
      usage: await fieldUsage(params.key),
    }),
  }),
  defineRoute({
    method: 'patch',
    path: '/fields/{key}',
    tag,
    scope: 'write',
    summary: 'Change a custom field',
    description: 'An archived field is not offered any more, and its values stay.',
    params: keyParams,
    body: updateFieldSchema,
    answer: fieldRecordSchema,
    handle: ({ params, body }) => updateField(params.key, body),
  }),
]
