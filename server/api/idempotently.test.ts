import { beforeEach, expect, test } from 'vitest'
import { findRows } from '../db/find-rows'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { IdempotencyRecords } from './idempotency-record'
import { idempotently } from './idempotently'
import { callApi, makeKey } from './testing/call-api'

useTestDatabase()

let key: string
beforeEach(async () => {
  key = await makeKey('write')
})

const headers = { 'idempotency-key': 'order-1' }
const ada = { email: 'ada@example.com', firstName: 'Ada' }

test('the same key and body do the work once and answer the same', async () => {
  const first = await callApi('POST /prospects', { key, headers, body: ada })
  const second = await callApi('POST /prospects', { key, headers, body: ada })
  expect(first.status).toBe(201)
  expect(second).toMatchObject({ status: 201, body: first.body })
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(await Prospects.countDocuments()).toBe(1)
})

test('the same key with another body or address is refused', async () => {
  await callApi('POST /prospects', { key, headers, body: ada })
  const body = await callApi('POST /prospects', { key, headers, body: { ...ada, firstName: 'Bo' } })
  expect(body).toMatchObject({ status: 422, body: { code: 'unprocessable' } })
  const address = await callApi('POST /links', { key, headers, body: ada })
  expect(address.status).toBe(422)
})

test('of many at once one does the work; the others are told to wait, or get its answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => callApi('POST /prospects', { key, headers, body: ada })),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
  const workers = answers.filter(
    (answer) => answer.status === 201 && !answer.headers.has('idempotency-replayed'),
  )
  expect(workers).toHaveLength(1)
  expect(await Prospects.countDocuments()).toBe(1)
})

test('another API key has keys of its own', async () => {
  await callApi('POST /prospects', { key, headers, body: ada })
  const other = await callApi('POST /prospects', {
    key: await makeKey('write'),
    headers,
    body: { email: 'bo@example.com' },
  })
  expect(other.status).toBe(201)
})

test('a refusal is remembered, a failure of ours is not', async () => {
  const refused = await callApi('POST /prospects', { key, headers, body: { email: 'no address' } })
  const again = await callApi('POST /prospects', { key, headers, body: { email: 'no address' } })
  expect(again).toMatchObject({ status: 400, body: refused.body })
  expect(again.headers.get('idempotency-replayed')).toBe('true')

  const request = { key: 'k', keyId: 'id', request: 'r' }
  const failing = idempotently({ ...request, work: async () => ({ status: 503, headers: {}, body: '' }) })
  expect((await failing).status).toBe(503)
  const working = idempotently({ ...request, work: async () => ({ status: 200, headers: {}, body: 'done' }) })
  expect(await working).toMatchObject({ status: 200, body: 'done' })
})

test('a request that was cut off is done by the next one with its key', async () => {
  const request = { key: 'k', keyId: 'id', request: 'r' }
  void idempotently({ ...request, work: () => new Promise(() => {}) })
  await expect.poll(() => IdempotencyRecords.countDocuments()).toBe(1)
  const early = idempotently({ ...request, work: async () => ({ status: 200, headers: {}, body: 'early' }) })
  await expect(early).rejects.toMatchObject({ code: 'conflict' })
  await IdempotencyRecords.updateMany({}, { $set: { createdAt: new Date(Date.now() - 61_000) } })
  const late = idempotently({ ...request, work: async () => ({ status: 200, headers: {}, body: 'late' }) })
  expect(await late).toMatchObject({ body: 'late' })
})

test('the stored answer says nothing to who reads the database', async () => {
  await callApi('POST /prospects', { key, headers, body: ada })
  const dump = JSON.stringify(await findRows(IdempotencyRecords, {}).toArray())
  for (const text of ['ada', 'Ada', 'order-1']) expect(dump).not.toContain(text)
})
