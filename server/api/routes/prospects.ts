import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { createProspect, createProspectSchema } from '../../prospects/create-prospect'
import { eraseProspect } from '../../prospects/erase-prospect'
import { listProspects } from '../../prospects/list-prospects'
import { listProspectsQuerySchema, readCriteria } from '../../prospects/list-prospects-query'
import { listScoreHistory, scoreChangeSchema } from '../../prospects/list-score-history'
import { listTimeline, listTimelineSchema } from '../../prospects/list-timeline'
import { loadProspect } from '../../prospects/load-prospect'
import { listMerges, mergeRecordSchema } from '../../prospects/merge/list-merges'
import { mergeProspects, mergeProspectsSchema, undoMerge } from '../../prospects/merge/merge-prospects'
import { exportPerson, personExportSchema } from '../../prospects/personal-data/export-person'
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
    description:
      'The newest first, or sorted as asked; `email` finds the one with exactly that address, `search` beginnings of words in names, organization and address, `criteria` (a rule tree as JSON) whoever meets it. Where no index leads to them, a page ends when it took long enough: it can hold fewer than `limit`, or nobody, while `next` leads on.',
    query: listProspectsQuerySchema,
    answer: pageOf(prospectRecordSchema),
    handle: ({ query: { criteria, ...query } }) =>
      listProspects({ ...query, criteria: readCriteria(criteria) }),
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
    handle: ({ params, body, actor }) => updateProspect(params.id, body, actor.name),
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
    description:
      'What happened, what it changed and what was sent, the newest first, of everybody who was merged into the prospect. `show` asks for some of it: `clicks`, `activity` (all they did themselves), `emails`, `changes`, `consent`.',
    params: idParams,
    query: listTimelineSchema,
    answer: pageOf(timelineEntrySchema),
    handle: ({ params, query }) => listTimeline(params.id, query),
  }),
  defineRoute({
    method: 'get',
    path: '/prospects/{id}/score-history',
    tag,
    scope: 'read',
    summary: 'Read how the score of a prospect came about',
    description: 'Every change by an action, by hand, or by a merge, the newest first.',
    params: idParams,
    query: pageSchema,
    answer: pageOf(scoreChangeSchema),
    handle: ({ params, query }) => listScoreHistory(params.id, query),
  }),
  defineRoute({
    method: 'get',
    path: '/prospects/{id}/export',
    tag,
    scope: 'read',
    summary: 'Export everything about a person',
    description:
      'All that is stored about one person, for themselves: the record, and what is recorded of them in every collection (`data`, by the name of the collection). With it whatever was merged into them.',
    params: idParams,
    answer: personExportSchema,
    handle: ({ params }) => exportPerson(params.id),
  }),
  defineRoute({
    method: 'post',
    path: '/prospects/{id}/merge',
    tag,
    scope: 'write',
    summary: 'Merge another prospect into this one',
    description:
      'The other prospect is gone afterwards: its id, its tokens and its visits are this one’s. Values of this one win and empty ones are filled, unless `fields` says otherwise (`{"phone": "other", "fields.city": "other"}`); `score` is the `higher` one or the `sum`. Tags, lists and visitors are put together, and the stricter consent holds. Can be undone.',
    params: idParams,
    body: mergeProspectsSchema,
    answer: z.object({ mergeId: z.string(), prospect: prospectRecordSchema }),
    handle: ({ params, body, actor }) => mergeProspects({ ...body, id: params.id, by: actor.name }),
  }),
  defineRoute({
    method: 'get',
    path: '/prospects/{id}/merges',
    tag,
    scope: 'read',
    summary: 'List who was merged into a prospect',
    params: idParams,
    answer: z.object({ items: z.array(mergeRecordSchema) }),
    handle: async ({ params }) => {
      await loadProspect(params.id)
      return { items: await listMerges(params.id) }
    },
  }),
  defineRoute({
    method: 'post',
    path: '/prospects/{id}/merges/{mergeId}/undo',
    tag,
    scope: 'write',
    summary: 'Undo a merge',
    description:
      'The other prospect is there again as they were, with the runs that still go on. What happened since stays with this one. Answers the one who is there again.',
    params: idParams.extend({ mergeId: z.string().min(1).max(100) }),
    answer: prospectRecordSchema,
    handle: ({ params, actor }) => undoMerge({ ...params, by: actor.name }),
  }),
]
