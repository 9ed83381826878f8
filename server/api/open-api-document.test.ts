import { expect, test } from 'vitest'
import { openApiDocument } from './open-api-document'
import { routes } from './routes'
import { callApi } from './testing/call-api'

const operations = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item ?? {}).map(([method, operation]) => ({ ...operation, path, method })),
)

test('the document describes every route, and nothing else', () => {
  const described = operations.map(({ method, path }) => `${method} ${path}`)
  expect(described.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
})

test('every call of the handbook is there', () => {
  const promised = [
    'post /prospects',
    'get /prospects',
    'get /prospects/{id}',
    'patch /prospects/{id}',
    'delete /prospects/{id}',
    'get /prospects/{id}/timeline',
    'post /links',
    'get /links/{id}',
    'patch /links/{id}',
    'delete /links/{id}',
    'post /links/{id}/tokens',
    'get /links/{id}/clicks',
    'get /links/{id}/prospects',
    'get /links/{id}/finish-actions',
    'put /links/{id}/finish-actions',
    'get /messages/{id}/finish-actions',
    'put /messages/{id}/finish-actions',
    'post /workflows',
    'get /workflows/{id}',
    'put /workflows/{id}/draft',
    'post /workflows/{id}/publish',
    'get /workflows/{id}/versions',
    'get /workflows/{id}/versions/{n}',
    'post /workflows/{id}/versions/{n}/restore',
    'post /workflows/{id}/pause',
    'post /workflows/{id}/enrolments',
    'get /runs',
    'get /runs/{id}',
    'post /runs/{id}/cancel',
    'post /effects/{id}/retry',
    'post /events',
    'post /messages',
    'get /messages/{id}',
    'get /outbox',
  ]
  const described = new Set(operations.map(({ method, path }) => `${method} ${path}`))
  expect(promised.filter((call) => !described.has(call))).toEqual([])
})

test('every operation has a name of its own, an answer, and the parameters of its address', () => {
  const ids = operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(operations.length)
  for (const { path, parameters = [], responses } of operations) {
    const names = parameters.flatMap((parameter: object) =>
      'in' in parameter && parameter.in === 'path' && 'name' in parameter ? parameter.name : [],
    )
    expect(names).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    expect(Object.keys(responses ?? {})).toContain('default')
  }
})

test('it is served without a key, in version 3.1', async () => {
  const { status, body } = await callApi('GET /openapi.json')
  expect(status).toBe(200)
  expect(body.openapi).toBe('3.1.0')
  expect(body.components.securitySchemes.apiKey).toMatchObject({ type: 'http', scheme: 'bearer' })
})

test('the reference page shows every call, and no script', async () => {
  const { status, text, headers } = await callApi('GET /docs')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/html')
  for (const { path, summary } of operations) {
    expect(text).toContain(`<code>${path}</code>`)
    expect(text).toContain(summary)
  }
  expect(text).not.toMatch(/<script|https?:\/\/(?!localhost)/)
})
