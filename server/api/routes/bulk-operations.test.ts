import { beforeEach, expect, test } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { BulkFiles } from '../../bulk-operations/files/bulk-file'
import { sweepFiles } from '../../bulk-operations/files/sweep-files'
import { workOnBulk } from '../../bulk-operations/testing/work-on-bulk'
import { collectionOf } from '../../db/collection-of'
import { Prospects } from '../../prospects/prospect'
import { useTestDatabase } from '../../testing/database'
import { insertProspect, prospectNow } from '../../testing/insert-prospect'
import { publishDocument } from '../../testing/publish-document'
import { workUntilIdle } from '../../testing/work-until-idle'
import { callApi, makeKey } from '../testing/call-api'

useTestDatabase()

let key: string
beforeEach(async () => {
  key = await makeKey('write')
})

const csv = 'E-mail,Vorname,Tags\nada@example.com,Ada,math\nnobody,B,\n'

test('a small CSV is imported at once: counts and row errors in the answer, all of them to download', async () => {
  const { status, body } = await callApi('POST /prospects/import?addTags=fair,2026&name=fair.csv', {
    key,
    text: csv,
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    counts: { created: 1, failed: 1 },
    errors: [{ row: 3, reason: 'E-mail: Enter a valid email address' }],
    operation: {
      state: 'done',
      title: 'Import of fair.csv',
      files: { errors: { name: expect.any(String) } },
    },
  })
  const file = await callApi(`GET /bulk-operations/${body.operation.id}/files/errors`, { key })
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect(file.text).toBe(
    'Row,Reason,E-mail,Vorname,Tags\r\n3,E-mail: Enter a valid email address,nobody,B,\r\n',
  )
  const { items } = (await callApi('GET /prospects?email=ada@example.com', { key })).body
  expect(items).toMatchObject([{ firstName: 'Ada', tags: ['math', 'fair', '2026'] }])
})

test('columns can be mapped, and the same request with an Idempotency-Key imports once', async () => {
  const mapping = encodeURIComponent(JSON.stringify({ Vorname: 'fields.nickname', Tags: null }))
  const call = () =>
    callApi(`POST /prospects/import?mapping=${mapping}`, {
      key,
      text: csv,
      headers: { 'idempotency-key': 'k' },
    })
  const first = await call()
  expect(first.body.counts).toEqual({ created: 1, failed: 1 })
  const again = await call()
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(await collectionOf(Prospects).findOne()).toMatchObject({
    firstName: '',
    tags: [],
    fields: { nickname: 'Ada' },
  })
})

test('a large CSV is answered with an operation to ask for', async () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => `person${i}@example.com,Person number ${i}`)
  const { status, body } = await callApi('POST /prospects/import', {
    key,
    text: `email,first name\n${rows.join('\n')}`,
  })
  expect(status).toBe(202)
  expect(body.operation).toMatchObject({ state: 'waiting', progress: { done: 0, total: null } })
  const cancelled = await callApi(`POST /bulk-operations/${body.operation.id}/cancel`, { key, body: {} })
  expect(cancelled.body.state).toBe('cancelled')
  await workOnBulk()
  expect(await collectionOf(Prospects).countDocuments()).toBe(0)
  expect((await callApi(`POST /bulk-operations/${body.operation.id}/cancel`, { key, body: {} })).status).toBe(
    409,
  )
})

test('what is no CSV is refused with what to do', async () => {
  const binary = await callApi('POST /prospects/import', { key, text: 'PK\u0003\u0004' })
  expect(binary).toMatchObject({ status: 422, body: { detail: expect.stringContaining('save it as CSV') } })
  const unmatched = await callApi('POST /prospects/import', { key, text: 'shoe size\n44\n' })
  expect(unmatched).toMatchObject({ status: 422, body: { detail: expect.stringContaining('No column') } })
  const wrong = await callApi('POST /prospects/import?existing=destroy', { key, text: csv })
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ parameter: 'existing' }] } })
})

test('IM-15: an export has the columns that were asked for under their exact names, is gone after a day, and formulas in it are texts', async () => {
  await insertProspect({
    email: 'a@example.com',
    firstName: '=1+1',
    phone: '+49 30 1',
    score: -5,
    tags: ['a', 'b'],
  })
  const columns = [
    'email',
    'firstName',
    'phone',
    'score',
    'tags',
    'link_clicks',
    'contact_referral_link_clicks',
  ]
  const started = await callApi('POST /prospects/export', { key, body: { columns, withMark: false } })
  expect(started.status).toBe(202)
  const { id } = started.body
  expect((await callApi(`GET /bulk-operations/${id}/files/result`, { key })).status).toBe(404)
  await workOnBulk()
  expect((await callApi(`GET /bulk-operations/${id}`, { key })).body).toMatchObject({
    state: 'done',
    counts: { exported: 1 },
    files: { result: { name: expect.stringMatching(/^prospects-.*\.csv$/) } },
  })
  expect((await callApi(`GET /bulk-operations/${id}/files/result`, { key })).text).toBe(
    "Email,First name,Phone,Score,Tags,link_clicks,contact_referral_link_clicks\r\na@example.com,'=1+1,'+49 30 1,-5,a;b,0,0\r\n",
  )
  await sweepFiles(new Date(Date.now() + 25 * 60 * 60_000))
  expect((await callApi(`GET /bulk-operations/${id}/files/result`, { key })).status).toBe(404)
  expect(await collectionOf(BulkFiles).countDocuments()).toBe(0)
})

test('many are changed as by hand: workflows hear of it, who is like that already is left alone', async () => {
  await publishDocument({
    document: draw(
      {
        start: { type: 'tag-added', config: { tags: ['vip'] } },
        act: { type: 'adjust-score', config: { by: 3 } },
      },
      ['start -> act'],
    ),
  })
  const [a, b, c] = [
    await insertProspect({ organization: 'Engines' }),
    await insertProspect({ organization: 'Engines', tags: ['vip'] }),
    await insertProspect({ organization: 'Other' }),
  ]
  const criteria = { combinator: 'and', rules: [{ field: 'organization', operator: '=', value: 'Engines' }] }
  const { body } = await callApi('POST /prospects/bulk', {
    key,
    body: { selection: { all: true, criteria }, action: { type: 'add-tags', tags: ['vip'] } },
  })
  await workOnBulk()
  await workUntilIdle()
  expect((await callApi(`GET /bulk-operations/${body.id}`, { key })).body).toMatchObject({
    state: 'done',
    counts: { changed: 1, unchanged: 1 },
    progress: { done: 2, total: 2 },
  })
  const scores = [a, b, c].map(async ({ _id }) => (await prospectNow(_id)).score)
  expect(await Promise.all(scores)).toEqual([3, 0, 0])
  const timeline = (await callApi(`GET /prospects/${a._id}/timeline`, { key })).body
  expect(JSON.stringify(timeline)).toContain('vip')
})

test.each([
  [{ type: 'remove-tags', tags: ['old'] }, { tags: [] }],
  [{ type: 'change-field', field: 'organization', value: 'Engines' }, { organization: 'Engines' }],
  [{ type: 'change-field', field: 'fields.size', value: 7 }, { fields: { size: 7 } }],
  [{ type: 'change-field', field: 'leadStatus', value: 'open' }, { leadStatus: 'open' }],
  [{ type: 'assign-owner', ownerId: null }, { ownerId: null }],
] as const)('%j', async (action, expected) => {
  const { _id } = await insertProspect({ tags: ['old'], ownerId: 'u' })
  await callApi('POST /prospects/bulk', { key, body: { selection: { ids: [_id] }, action } })
  await workOnBulk()
  expect(await prospectNow(_id)).toMatchObject(expected)
})

test('erasing many, and what cannot be done to anybody', async () => {
  const { _id } = await insertProspect({ email: 'a@example.com' })
  const selection = { ids: [_id] }
  const post = (action: object) => callApi('POST /prospects/bulk', { key, body: { selection, action } })
  expect(await post({ type: 'enrol', workflowId: 'none' })).toMatchObject({ status: 404 })
  expect(await post({ type: 'change-field', field: 'timezone', value: 'Nowhere' })).toMatchObject({
    status: 400,
  })
  expect(await post({ type: 'change-field', field: 'email', value: 'x@example.com' })).toMatchObject({
    status: 400,
  })
  const { body } = await post({ type: 'erase' })
  await workOnBulk()
  expect((await callApi(`GET /bulk-operations/${body.id}`, { key })).body.counts).toEqual({ changed: 1 })
  expect(await collectionOf(Prospects).countDocuments()).toBe(0)
})
