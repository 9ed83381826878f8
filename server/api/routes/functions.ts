import { createFunction } from '../../functions/create-function'
import { createFunctionSchema, functionFieldsSchema } from '../../functions/function-fields'
import { functionRecordSchema, listedFunctionSchema } from '../../functions/function-record'
import { listFunctions, listFunctionsSchema } from '../../functions/list-functions'
import { loadFunction } from '../../functions/load-function'
import { removeFunction } from '../../functions/remove-function'
import { saveFunction, saveFunctionSchema } from '../../functions/save-function'
import { triedFunctionSchema, tryFunction, tryFunctionSchema } from '../../functions/try-function'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Functions'

export const functionRoutes = [
  defineRoute({
    method: 'post',
    path: '/functions',
    tag,
    scope: 'publish',
    summary: 'Create a function',
    description:
      '`javascript` is run here, in a sandbox: `export default function (prospect, context) { return { addTags: [], removeTags: [], adjustScore: 0, setFields: {} } }`; everything in the answer may be left out. `aws-lambda` calls `target` at AWS with `{ prospect, context }` and reads the same answer.',
    body: createFunctionSchema,
    status: 201,
    answer: functionRecordSchema,
    handle: ({ body }) => createFunction(body),
    location: ({ id }) => `/api/v1/functions/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/functions',
    tag,
    scope: 'read',
    summary: 'List functions',
    description: 'The last changed first, without their code.',
    query: listFunctionsSchema,
    answer: pageOf(listedFunctionSchema),
    handle: ({ query }) => listFunctions(query),
  }),
  defineRoute({
    method: 'post',
    path: '/functions/try',
    tag,
    scope: 'publish',
    summary: 'Try a function',
    description:
      'Runs code that need not be saved, and answers what it would change. Nothing of it is done; a function at AWS Lambda is called for real.',
    body: tryFunctionSchema,
    answer: triedFunctionSchema,
    handle: ({ body }) => tryFunction(body),
  }),
  defineRoute({
    method: 'get',
    path: '/functions/{id}',
    tag,
    scope: 'read',
    summary: 'Read a function',
    params: idParams,
    answer: functionRecordSchema,
    handle: ({ params }) => loadFunction(params.id),
  }),
  defineRoute({
    method: 'patch',
    path: '/functions/{id}',
    tag,
    scope: 'publish',
    summary: 'Change a function',
    description:
      '`revision` is the one you read; when someone saved in between, the answer is 409. Published versions keep the code they were published with.',
    params: idParams,
    body: functionFieldsSchema.partial().extend({ revision: saveFunctionSchema.shape.revision }),
    answer: functionRecordSchema,
    handle: ({ params: { id }, body }) => saveFunction({ id, ...body }),
  }),
  defineRoute({
    method: 'delete',
    path: '/functions/{id}',
    tag,
    scope: 'publish',
    summary: 'Delete a function',
    description: 'What is published goes on with the code it has.',
    params: idParams,
    status: 204,
    handle: async ({ params }) => {
      await removeFunction(params.id)
      return undefined
    },
  }),
]
