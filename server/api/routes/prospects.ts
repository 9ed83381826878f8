import { pageSchema } from '../../db/keyset-page'
import { createProspect, createProspectSchema } from '../../prospects/create-prospect'
import { eraseProspect } from '../../prospects/erase-prospect'
import { listProspects, listProspectsSchema } from '../../prospects/list-prospects'
import { listTimeline } from '../../prospects/list-timeline'
import { loadProspect } from '../../prospects/load-prospect'
import { prospectRecordSchema } from '../../prospects/prospect-record'
import { timelineEntrySchema } from '../../prospects/timeline-entry'
import { updateProspect, updateProspectSchema } from '../../prospects/update-prospect'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Prospects'

export const prospectRoutes = [
  defineRoute({
    method: 'post',
    path: '/prospects',
    tag,
    scope: 'write',
    summary: 'Create a prospect',
    description:
      'What is left out is empty. An address can belong to one prospect only. Custom fields register themselves.',
    body: createProspectSchema,
    status: 201,
    answer: prospectRecordSchema,
    handle: ({ body }) => createProspect(body),
    location: ({ id }) => `/api/v1/prospects/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/prospects',
    tag,
    scope: 'read',
    summary: 'List prospects',
    description: 'The newest first; `email` finds the one with exactly that address.',
    query: listProspectsSchema,
    answer: pageOf(prospectRecordSchema),
    handle: ({ query }) => listProspects(query),
  }),
  defineRoute({
    method: 'get',
    path: '/prospects/{id}',
    tag,
    scope: 'read',
    summary: 'Read a prospect',
    params: idParams,
    answer: prospectRecordSchema,
    handle: ({ params }) => loadProspect(params.id),
  }),
  defineRoute({
    method: 'patch',
    path: '/prospects/{id}',
    tag,
    scope: 'write',
    summary: 'Change a prospect',
    description: 'Changes what is given. `fields` and `consent` are changed key by key, `tags` as a whole.',
    params: idParams,
    body: updateProspectSchema,
    answer: prospectRecordSchema,
    handle: ({ params, body }) => updateProspect(params.id, body),
  }),
  defineRoute({
    method: 'delete',
    path: '/prospects/{id}',
    tag,
    scope: 'write',
    summary: 'Erase a prospect',
    description:
      'Removes the person from everything for good, and cancels their runs. This cannot be undone.',
    params: idParams,
    status: 204,
    handle: async ({ params }) => {
      await eraseProspect(params.id)
      return undefined
    },
  }),
  defineRoute({
    method: 'get',
    path: '/prospects/{id}/timeline',
    tag,
    scope: 'read',
    summary: 'Read the timeline of a prospect',
    description: 'What happened, what it changed and what was sent, the newest first.',
    params: idParams,
    query: pageSchema,
    answer: pageOf(timelineEntrySchema),
    handle: ({ params, query }) => listTimeline(params.id, query),
  }),
]
