import { expect, test } from 'vitest'
import { createLink } from '../../links/create-link'
import { createMessage } from '../../messages/create-message'
import { useTestDatabase } from '../../testing/database'
import { routes } from '../routes'
import { type ApiCall, callApi, makeKey } from '../testing/call-api'

useTestDatabase()

const first = { name: 'Tag', type: 'add-tags', config: { tags: ['hot'] } }
const second = {
  id: 'plus',
  name: 'More score',
  type: 'adjust-score',
  config: { by: 5 },
  criteria: {
    combinator: 'or',
    rules: [{ combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] }],
  },
}

const newLink = async () =>
  (await createLink({ name: 'Plans', kind: 'redirect', destination: 'https://example.com' })).id

/** A call whose answer has the shape that the reference promises. */
async function call(where: string, with_: ApiCall) {
  const answer = await callApi(where, with_)
  const path = where.includes('/links/') ? '/links/{id}/finish-actions' : '/messages/{id}/finish-actions'
  const route = routes.find((entry) => entry.path === path && where.startsWith(entry.method.toUpperCase()))
  const schema = answer.status === 200 ? route?.answer : route?.otherwise[answer.status]?.answer
  if (answer.status === 200 || answer.status === 422) {
    expect(schema).toBeDefined()
    const { publishedAt, ...rest } = answer.body
    const dated =
      'publishedAt' in answer.body ? { ...rest, publishedAt: publishedAt && new Date(publishedAt) } : rest
    expect(schema?.safeParse(dated).error?.issues ?? []).toEqual([])
  }
  return answer
}

test('PUT publishes the list as a version, GET reads it back in order', async () => {
  const [key, id] = [await makeKey('publish'), await newLink()]
  const path = `/links/${id}/finish-actions`
  expect((await call(`GET ${path}`, { key })).body).toMatchObject({ items: [], version: null, revision: 1 })
  const put = await call(`PUT ${path}`, { key, body: [first, second] })
  expect(put).toMatchObject({ status: 200, body: { version: 1 } })
  expect(put.body.items).toEqual([{ ...first, id: expect.any(String), criteria: null }, second])
  const { body } = await call(`GET ${path}`, { key })
  expect(body).toEqual(put.body)
  expect((await call(`PUT ${path}`, { key, body: body.items.toReversed() })).body).toMatchObject({
    version: 2,
    items: [{ id: 'plus' }, { name: 'Tag' }],
  })
})

test('with the revision, whoever comes second is told', async () => {
  const [key, id] = [await makeKey('publish'), await newLink()]
  const path = `/links/${id}/finish-actions`
  const { revision } = (await call(`GET ${path}`, { key })).body
  expect(await call(`PUT ${path}`, { key, body: { items: [first], revision } })).toMatchObject({
    status: 200,
  })
  expect(await call(`PUT ${path}`, { key, body: { items: [second], revision } })).toMatchObject({
    status: 409,
    body: { code: 'conflict', details: { revision: revision + 1 } },
  })
})

test('a list that cannot go live answers every problem with the id of its entry and the field', async () => {
  const [key, id] = [await makeKey('publish'), await newLink()]
  const broken = [
    { ...second, config: {} },
    { id: 'm', name: 'Mail', type: 'send-email', config: { messageId: 'none' } },
  ]
  const { status, body } = await call(`PUT /links/${id}/finish-actions`, { key, body: broken })
  expect(status).toBe(422)
  expect(body.problems).toMatchObject([
    { nodeId: 'plus', field: 'by', code: 'invalid-config' },
    { nodeId: 'm', field: 'messageId', code: 'missing-reference' },
  ])
})

test('a malformed entry is named by its place', async () => {
  const [key, id] = [await makeKey('publish'), await newLink()]
  const { status, body } = await callApi(`PUT /links/${id}/finish-actions`, {
    key,
    body: [first, { type: 'add-tags' }],
  })
  expect(status).toBe(400)
  expect(body.errors).toMatchObject([{ pointer: '#/items/1/name' }])
})

test('saving publishes, so it needs a key that may publish', async () => {
  const id = await newLink()
  const path = `/links/${id}/finish-actions`
  expect((await callApi(`GET ${path}`, { key: await makeKey('read') })).status).toBe(200)
  expect((await callApi(`PUT ${path}`, { key: await makeKey('write'), body: [first] })).status).toBe(403)
  expect((await callApi(`PUT ${path}`, { key: await makeKey('publish'), body: [first] })).status).toBe(200)
})

test('an email has a list for each of click, open and unsubscribe; without `on` it is the clicks', async () => {
  const key = await makeKey('publish')
  const { id } = await createMessage({ name: 'News', subject: 'News', html: '' })
  const path = `/messages/${id}/finish-actions`
  for (const on of ['click', 'open', 'unsubscribe'])
    await call(`PUT ${path}?on=${on}`, { key, body: [{ ...first, name: on }] })
  for (const on of ['click', 'open', 'unsubscribe'])
    expect((await call(`GET ${path}?on=${on}`, { key })).body.items).toMatchObject([{ name: on }])
  expect((await call(`GET ${path}`, { key })).body.items).toMatchObject([{ name: 'click' }])
  expect((await callApi(`GET ${path}?on=never`, { key })).status).toBe(400)
  expect((await callApi('GET /messages/nobody/finish-actions', { key })).status).toBe(404)
})
