import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { addMembers, changeMembersSchema, removeMembers } from '../../lists/change-members'
import { createList, createListSchema } from '../../lists/create-list'
import { deleteList } from '../../lists/delete-list'
import { historyLineSchema, listHistory } from '../../lists/list-history'
import { listLists, listListsSchema } from '../../lists/list-lists'
import { listMembers, memberSchema } from '../../lists/list-members'
import { listRecordSchema } from '../../lists/list-record'
import { loadList } from '../../lists/load-list'
import { updateList, updateListSchema } from '../../lists/update-list'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Lists'
const changedSchema = z.object({ changed: z.number().int() })

export const listRoutes = [
  defineRoute({
    method: 'post',
    path: '/lists',
    tag,
    scope: 'write',
    summary: 'Create a list',
    description:
      'With `criteria` the list fills itself, now and whenever a prospect changes; without, people and workflows fill it.',
    body: createListSchema,
    status: 201,
    answer: listRecordSchema,
    handle: ({ body }) => createList(body),
    location: ({ id }) => `/api/v1/lists/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/lists',
    tag,
    scope: 'read',
    summary: 'List the lists',
    description: 'The newest first, with the number of their members.',
    query: listListsSchema,
    answer: pageOf(listRecordSchema),
    handle: ({ query }) => listLists(query),
  }),
  defineRoute({
    method: 'get',
    path: '/lists/{id}',
    tag,
    scope: 'read',
    summary: 'Read a list',
    params: idParams,
    answer: listRecordSchema,
    handle: ({ params }) => loadList(params.id),
  }),
  defineRoute({
    method: 'patch',
    path: '/lists/{id}',
    tag,
    scope: 'write',
    summary: 'Change a list',
    params: idParams,
    body: updateListSchema,
    answer: listRecordSchema,
    handle: ({ params, body }) => updateList(params.id, body),
  }),
  defineRoute({
    method: 'delete',
    path: '/lists/{id}',
    tag,
    scope: 'write',
    summary: 'Delete a list',
    description: 'Takes everybody off it. While a live workflow uses the list the answer is 409.',
    params: idParams,
    status: 204,
    handle: async ({ params }) => {
      await deleteList(params.id)
      return undefined
    },
  }),
  defineRoute({
    method: 'get',
    path: '/lists/{id}/members',
    tag,
    scope: 'read',
    summary: 'List the members of a list',
    params: idParams,
    query: pageSchema,
    answer: pageOf(memberSchema),
    handle: ({ params, query }) => listMembers(params.id, query),
  }),
  defineRoute({
    method: 'post',
    path: '/lists/{id}/members',
    tag,
    scope: 'write',
    summary: 'Add prospects to a list',
    description: '`changed` counts those who were not on it before. Workflows that wait for it are told.',
    params: idParams,
    body: changeMembersSchema,
    answer: changedSchema,
    handle: ({ params, body, actor }) => addMembers({ listId: params.id, ...body, by: actor.name }),
  }),
  defineRoute({
    method: 'delete',
    path: '/lists/{id}/members',
    tag,
    scope: 'write',
    summary: 'Remove a prospect from a list',
    description: '`changed` is 0 when they were not on it.',
    params: idParams,
    query: z.object({ prospectId: z.string().min(1, 'Say which prospect').max(100) }),
    answer: changedSchema,
    handle: ({ params, query, actor }) =>
      removeMembers({ listId: params.id, prospectIds: [query.prospectId], by: actor.name }),
  }),
  defineRoute({
    method: 'get',
    path: '/lists/{id}/history',
    tag,
    scope: 'read',
    summary: 'List who joined and who left',
    description: 'The newest first.',
    params: idParams,
    query: pageSchema,
    answer: pageOf(historyLineSchema),
    handle: ({ params, query }) => listHistory(params.id, query),
  }),
]
