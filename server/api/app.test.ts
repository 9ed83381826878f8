import { beforeEach, describe, expect, test } from 'vitest'
import { type ApiKeyScope, ApiKeys, apiKeyScopes } from '../auth/api-key'
import { findRows } from '../db/find-rows'
import { useTestDatabase } from '../testing/database'
import { routes } from './routes'
import { callApi, makeKey } from './testing/call-api'

useTestDatabase()

const nowhere = 'f'.repeat(24)

let keys: Record<ApiKeyScope, string>
beforeEach(async () => {
  const [read, write, publish] = await Promise.all(apiKeyScopes.map(makeKey))
  keys = { read, write, publish } as Record<ApiKeyScope, string>
})

function addressOf(route: { method: string; path: string }): string {
  return `${route.method.toUpperCase()} ${route.path.replace('{id}', nowhere).replace('{n}', '1')}`
}

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_name, route) => {
    test('without a key, or with one that nobody was given, answers 401', async () => {
      for (const key of [null, 'sy_unknown']) {
        const { status, body, headers } = await callApi(addressOf(route), {
          key,
          body: bodyFor(route.method),
        })
        expect(status).toBe(401)
        expect(headers.get('content-type')).toBe('application/problem+json')
        expect(headers.get('www-authenticate')).toBe('Bearer')
        expect(body).toMatchObject({
          status: 401,
          code: 'unauthenticated',
          detail: expect.stringContaining('sy_'),
        })
      }
    })

    test('with each scope answers 403 exactly when the scope is too small', async () => {
      for (const scope of apiKeyScopes) {
        const { status } = await callApi(addressOf(route), { key: keys[scope], body: bodyFor(route.method) })
        const isEnough = apiKeyScopes.indexOf(scope) >= apiKeyScopes.indexOf(route.scope)
        expect(status === 403).toBe(!isEnough)
        expect(status).toBeLessThan(500)
      }
    })

    test.runIf(route.path.includes('{id}'))(
      'with an id that nobody has answers 404 or says what is missing',
      async () => {
        const { status, body } = await callApi(addressOf(route), {
          key: keys.publish,
          body: bodyFor(route.method),
        })
        expect([400, 404]).toContain(status)
        expect(body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
      },
    )

    test('operators in place of values are refused, never run', async () => {
      const { status } = await callApi(addressOf(route), {
        key: keys.publish,
        body:
          route.method === 'get' ? undefined : { id: { $ne: null }, email: { $gt: '' }, type: { $ne: 1 } },
      })
      expect(status).toBeLessThan(500)
    })
  },
)

function bodyFor(method: string): unknown {
  return method === 'get' || method === 'delete' ? undefined : {}
}

test('a body that is not JSON is told so', async () => {
  const { status, body } = await callApi('POST /prospects', { key: keys.write, text: '{"email": ' })
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'malformed-json', title: 'The body is not JSON' })
})

test('everything wrong with a body is pointed at, in one answer', async () => {
  const { status, body } = await callApi('POST /prospects', {
    key: keys.write,
    body: { email: 'nobody', score: 'high', fields: { 'a b': 1 } },
  })
  expect(status).toBe(400)
  expect(body.code).toBe('invalid-input')
  const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer)
  expect(pointers.toSorted()).toEqual(['#/email', '#/fields/a b', '#/score'])
})

test('a wrong query parameter is named', async () => {
  const { status, body } = await callApi('GET /prospects?limit=many', { key: keys.read })
  expect(status).toBe(400)
  expect(body.errors).toEqual([{ parameter: 'limit', detail: expect.any(String) }])
})

test('an unreadable cursor is named', async () => {
  const { status, body } = await callApi('GET /prospects?cursor=nonsense', { key: keys.read })
  expect(status).toBe(400)
  expect(body.errors[0].pointer).toBe('#/cursor')
})

test('an unknown address answers a 404 problem, a wrong method a 405 that lists the right ones', async () => {
  const unknown = await callApi('GET /nothing', { key: keys.read })
  expect(unknown).toMatchObject({ status: 404, body: { code: 'not-found' } })
  const method = await callApi('DELETE /prospects', { key: keys.publish })
  expect(method).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } })
  expect(method.headers.get('allow')).toBe('POST, GET')
})

test('a body beyond the limit is refused', async () => {
  const { status, body } = await callApi('POST /prospects', { key: keys.write, text: 'x'.repeat(2_000_001) })
  expect(status).toBe(413)
  expect(body.code).toBe('too-large')
})

test('pages follow each other without gaps or doubles', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await callApi('POST /prospects', { key: keys.write, body: { email: `${name}@example.com` } })
  }
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await callApi(`GET /prospects?limit=2&cursor=${cursor}`, { key: keys.read })
    seen.push(...body.items.map(({ email }: { email: string }) => email[0]))
    cursor = body.next ?? ''
  } while (cursor)
  expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'])
})

test('a key is kept as a hash and is gone when it is revoked', async () => {
  const dump = JSON.stringify(await findRows(ApiKeys, {}).toArray())
  for (const key of Object.values(keys)) expect(dump).not.toContain(key.slice(8))
  await ApiKeys.updateOne({ scope: 'read' }, { $set: { revokedAt: new Date() } })
  expect((await callApi('GET /prospects', { key: keys.read })).status).toBe(401)
  expect((await callApi('GET /prospects', { key: keys.write })).status).toBe(200)
})
