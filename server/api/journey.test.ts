import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WorkflowDocument } from '@/workflows/document/document'
import { workOnBulk } from '../bulk-operations/testing/work-on-bulk'
import { Effects } from '../effects/stored-effect'
import { insertEvents } from '../events/record-event'
import type { StoredEvent } from '../events/stored-event'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { workUntilIdle } from '../testing/work-until-idle'
import { routes } from './routes'
import { callApi, makeKey } from './testing/call-api'

useTestDatabase()

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

let key: string
const visited = new Set<string>()

/** Every answer is held against the schema that the reference shows: nothing missing, nothing undocumented. */
beforeEach(async () => {
  key = await makeKey('publish')
  for (const route of routes) {
    const run = route.run
    vi.spyOn(route, 'run').mockImplementation(async (request, actor) => {
      const result = await run(request, actor)
      visited.add(`${route.method} ${route.path}`)
      if (result.status === route.status && route.answer)
        expect(route.answer.parse(result.body)).toEqual(result.body)
      return result
    })
  }
})

afterEach(() => {
  vi.restoreAllMocks()
})

async function call(where: string, body?: unknown) {
  const answer = await callApi(where, { key, ...(body !== undefined && { body }) })
  expect(answer.status, `${where}: ${answer.text}`).toBeLessThan(400)
  return answer.body
}

function drawing(linkId: string, messageId: string, messageLinkId: string): WorkflowDocument {
  const position = { x: 0, y: 0 }
  const step = (id: string, type: string, config: object) => ({ id, type, config: { ...config } })
  return {
    version: 2,
    settings: { reentry: { mode: 'always' } },
    nodes: [
      { id: 'start', type: 'enrolled', name: '', config: {}, position },
      {
        id: 'mails',
        type: 'sequence',
        name: '',
        config: {
          steps: [step('m', 'send-email', { messageId, criteria: null }), step('w', 'wait', { for: 'P2D' })],
        },
        position,
      },
      {
        id: 'goal',
        type: 'email-link-clicked',
        name: '',
        config: { links: [{ messageId, linkId: messageLinkId }] },
        position,
      },
      { id: 'ad', type: 'redirect-link-clicked', name: '', config: { linkIds: [linkId] }, position },
      { id: 'score', type: 'adjust-score', name: '', config: { by: 5, criteria: null }, position },
      {
        id: 'hot',
        type: 'add-tags',
        name: '',
        config: {
          tags: ['hot'],
          criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
        },
        position,
      },
    ],
    edges: [
      { id: 'e1', from: 'start', output: 'next', to: 'mails' },
      { id: 'e2', from: 'mails', output: 'next', to: 'goal' },
      { id: 'e3', from: 'goal', output: 'next', to: 'score' },
      { id: 'e4', from: 'score', output: 'next', to: 'hot' },
      { id: 'e5', from: 'ad', output: 'next', to: 'score' },
    ],
  }
}

/** A prospect that turns out to be somebody else is taken in, and given back. */
async function mergeTwo(id: string): Promise<void> {
  const other = await call('POST /prospects', { email: 'ada@home.example', phone: '123', score: 50 })
  const { mergeId, prospect } = await call(`POST /prospects/${id}/merge`, {
    otherId: other.id,
    fields: { email: 'other' },
  })
  expect(prospect).toMatchObject({ id, email: 'ada@home.example', phone: '123', score: 50 })
  expect((await call(`GET /prospects/${other.id}`)).id).toBe(id)
  expect((await call(`GET /prospects/${id}/merges`)).items).toMatchObject([
    { id: mergeId, other: { id: other.id, name: 'ada@home.example' }, state: 'merged' },
  ])
  expect((await call(`GET /prospects/${id}/score-history`)).items[0]).toMatchObject({ cause: 'merge' })
  expect(await call(`GET /prospects/${id}/export`)).toMatchObject({
    format: 'switchyard-person/1',
    prospect: { id },
    knownAs: { ids: [id, other.id] },
  })
  const back = await call(`POST /prospects/${id}/merges/${mergeId}/undo`)
  expect(back).toMatchObject({ id: other.id, email: 'ada@home.example', score: 50 })
}

test('a developer goes the whole way by the API alone, and every answer is as documented', async () => {
  const prospect = await call('POST /prospects', { email: 'ada@example.com', score: 5, fields: { size: 3 } })
  await call(`PATCH /prospects/${prospect.id}`, { firstName: 'Ada' })
  expect((await call('GET /prospects?email=ADA@example.com')).items).toHaveLength(1)

  await importAndExport()

  const link = await call('POST /links', {
    name: 'Ad',
    destination: 'https://example.com/a?x=1#top',
    utm: { source: 'news' },
  })
  expect(link).toMatchObject({
    trackedUrl: 'https://example.com/a?x=1&utm_source=news#top',
    shortUrl: expect.stringMatching(/\/r\/\w{8}$/),
    clicks: { total: 0, unique: 0, human: 0, suspected: 0 },
  })
  await call(`PATCH /links/${link.id}`, { utm: { medium: 'banner' } })
  expect((await call(`GET /links/${link.id}`)).utm).toMatchObject({ source: 'news', medium: 'banner' })
  const token = await call(`POST /links/${link.id}/tokens`, { prospectId: prospect.id })
  expect(token.url).toBe(`${link.shortUrl}/${token.token}`)

  const message = await call('POST /messages', {
    name: 'Hello',
    subject: 'Hello {{ firstName }}',
    html: '<p><a href="https://example.com/yes">Yes</a></p>',
  })
  await call(`PATCH /messages/${message.id}`, { revision: 1, name: 'Welcome' })
  await call(`GET /messages/${message.id}`)
  await call('GET /messages')
  expect((await call(`GET /messages/${message.id}/preview?prospectId=${prospect.id}`)).subject).toBe(
    'Hello Ada',
  )

  const workflow = await call('POST /workflows', { name: 'W' })
  const messageLinkId = message.links[0].id
  const document = drawing(link.id, message.id, messageLinkId)
  const draft = await call(`PUT /workflows/${workflow.id}/draft`, { revision: 1, document })
  expect(draft).toMatchObject({ revision: 2, problems: [] })
  const published = await call(`POST /workflows/${workflow.id}/publish`, {})
  expect(published).toEqual({ version: 1, hash: expect.any(String) })
  expect(await call(`GET /workflows/${workflow.id}`)).toMatchObject({ document, live: { version: 1 } })
  await call('GET /workflows')
  expect((await call(`GET /workflows/${workflow.id}/versions`)).items).toMatchObject([
    { version: 1, isLive: true, publishedBy: 'API key “test publish”' },
  ])
  expect((await call(`GET /workflows/${workflow.id}/versions/1`)).document).toEqual(document)

  const enrolled = await call(`POST /workflows/${workflow.id}/enrolments`, { prospectIds: [prospect.id] })
  expect(enrolled.enrolled).toBe(1)
  await workUntilIdle()
  const [mail] = (await call(`GET /outbox?prospectId=${prospect.id}`)).items
  expect((await call(`GET /outbox/${mail.id}`)).html).toContain('/r/')

  const ids = { recipientId: prospect.id, messageId: message.id, senderId: null, sharerId: null }
  await insertEvents([makeClick({ ids, userAgent: firefox }, { id: messageLinkId, messageId: message.id })])
  const makeAdClick = () =>
    makeClick({ ids: { ...ids, messageId: null }, userAgent: firefox }, { id: link.id })
  await insertEvents([makeAdClick()])
  await workUntilIdle()
  expect((await call(`GET /links/${link.id}/clicks`)).items).toMatchObject([
    { verdict: 'human', reasons: [], prospect: { name: 'Ada' } },
  ])
  expect(await call(`GET /links/${link.id}/prospects`)).toMatchObject({
    items: [{ name: 'Ada', email: 'ada@example.com', organizationName: '', score: 15 }],
    columns: expect.arrayContaining([{ key: 'dateOfLastActivity', label: 'Date of Last Activity' }]),
  })
  await call('GET /links?tab=email')
  const shared = await call(`POST /prospects/${prospect.id}/share-links`, { linkId: link.id })
  expect(shared.url).toBe(`${link.shortUrl}/${shared.token}`)
  const { link_clicks, contact_referral_link_clicks } = await call(
    `GET /prospects/${prospect.id}/click-figures`,
  )
  expect([link_clicks > 0, contact_referral_link_clicks]).toEqual([true, link_clicks])
  expect((await call(`POST /prospects/${prospect.id}/visit-tokens`)).token).toMatch(/^[\w-]{51}$/)
  expect(await call(`GET /links/${link.id}/senders`)).toEqual({ items: [] })
  await lookAtLink(link)
  expect(await call(`GET /prospects/${prospect.id}`)).toMatchObject({ score: 15, tags: ['hot'] })

  const runs = (await call(`GET /runs?prospectId=${prospect.id}&workflowId=${workflow.id}`)).items
  expect(runs).toHaveLength(2)
  const first = await call(`GET /runs/${runs.at(-1).id}`)
  const hot = first.steps.find(({ nodeId }: { nodeId: string }) => nodeId === 'hot')
  expect(hot).toMatchObject({
    outcome: 'skipped',
    criteria: { passed: false, rules: [{ field: 'score' }] },
    snapshot: { score: 5 },
    reason: expect.stringContaining('original values'),
  })
  expect((await call(`GET /prospects/${prospect.id}/timeline`)).items.length).toBeGreaterThan(4)
  await mergeTwo(prospect.id)

  await call('POST /events', { type: 'booked', prospect: { email: 'ada@example.com' }, id: 'b-1' })
  await call(`POST /workflows/${workflow.id}/versions/1/restore`, {})
  expect((await call(`POST /workflows/${workflow.id}/pause`, {})).isPaused).toBe(true)
  await holdBack(workflow.id, makeAdClick)
  const waiting = await anotherRun(workflow.id)
  await call(`POST /runs/${waiting}/cancel`)
  await workUntilIdle()
  expect((await call(`GET /runs/${waiting}`)).status).toBe('cancelled')
  const effect = await Effects.findOneAndUpdate({}, { $set: { state: 'dead' } }).lean()
  await call(`POST /effects/${effect?._id}/retry`)

  await keepLists(prospect.id)
  await keepTasks(prospect.id)
  await keepFunctions(prospect.id)
  await fireWebhook(prospect.id)
  await keepFinishActions(`/links/${link.id}/finish-actions`)
  await keepFinishActions(`/messages/${message.id}/finish-actions?on=open`)
  await call(`DELETE /links/${link.id}?afterDeletion=gone`)
  expect((await callApi(`GET /links/${link.id}`, { key })).status).toBe(404)
  await call(`DELETE /prospects/${prospect.id}`)
  await call(`DELETE /workflows/${workflow.id}`)
  expect(
    routes.map(({ method, path }) => `${method} ${path}`).filter((route) => !visited.has(route)),
  ).toEqual([])
})

async function lookAtLink({ id, shortUrl }: { id: string; shortUrl: string }): Promise<void> {
  expect((await call(`GET /links/${id}/clicks?verdict=bot`)).items).toEqual([])
  const { unit, buckets } = await call(`GET /links/${id}/clicks/series?range=7d&timeZone=Europe/Berlin`)
  expect([unit, buckets.length, buckets.at(-1).human]).toEqual(['day', 7, 1])
  expect(await call(`GET /links/${id}/usage`)).toMatchObject({ workflows: [{ name: 'W' }], messages: [] })
  for (const [form, type] of [
    ['svg', 'image/svg+xml'],
    ['png', 'image/png'],
  ] as const) {
    const answer = await callApi(`GET /links/${id}/qr.${form}?size=200`, { key })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    expect((await callApi(`GET /links/${id}/qr.${form}?size=1`, { key })).status).toBe(400)
  }
  await keepManyLinks(shortUrl)
}

async function keepManyLinks(shortUrl: string): Promise<void> {
  const list = {
    kind: 'custom',
    text: `https://example.com/1\tOne\nnonsense\n${shortUrl}\tTwo`,
    tags: ['fair'],
  }
  expect((await call('POST /links/bulk/check', list)).rows).toMatchObject([
    { problem: null },
    { problem: expect.any(String) },
    { problem: null },
  ])
  const made = await call('POST /links/bulk', { ...list, requestId: 'fair-2026' })
  expect(made).toMatchObject({ created: 2, skipped: 1 })
  expect(await call('POST /links/bulk', { ...list, requestId: 'fair-2026' })).toEqual(made)
  const { id } = made.rows[0].link
  await call(`DELETE /links/${id}?afterDeletion=redirect`)
  expect((await call('GET /links?state=deleted')).items).toMatchObject([{ id, afterDeletion: 'redirect' }])
  expect(await call(`POST /links/${id}/restore`)).toMatchObject({ id, deletedAt: null, afterDeletion: null })
  const found = await call('GET /links?tag=fair&host=example.com&sort=name&createdFrom=2026-01-01T00:00:00Z')
  expect(found.items).toMatchObject([{ name: 'One', tags: ['fair'] }])
}

async function keepFinishActions(path: string): Promise<void> {
  const tag = { id: 'tag', name: 'Tag', type: 'add-tags', config: { tags: ['done'] }, criteria: null }
  expect(await call(`PUT ${path}`, [tag])).toMatchObject({ version: 1, items: [tag] })
  expect((await call(`GET ${path}`)).items).toEqual([tag])
}

/** Clicks in a paused workflow: one is discarded, one released, and the rest decided together. */
async function holdBack(workflowId: string, makeClick: () => StoredEvent): Promise<void> {
  await insertEvents([makeClick(), makeClick()])
  await workUntilIdle()
  expect(await call(`GET /workflows/${workflowId}/held`)).toMatchObject({ waits: 0, events: 2, effects: 0 })
  const held = (await call('GET /holds?reason=paused')).items
  expect(held).toHaveLength(2)
  expect(await call(`GET /holds/${held[0].id}`)).toMatchObject({ id: held[0].id })
  expect(await call(`POST /holds/${held[0].id}/discard`)).toMatchObject({ discarded: true })
  expect((await callApi(`POST /workflows/${workflowId}/held/release`, { key })).status).toBe(409)
  await call(`POST /workflows/${workflowId}/pause`, { isPaused: false })
  expect(await call(`POST /holds/${held[1].id}/release`)).toMatchObject({ released: true })
  expect(await call(`POST /workflows/${workflowId}/held/release`)).toEqual({ released: 0 })
  expect(await call(`POST /workflows/${workflowId}/held/discard`)).toEqual({ discarded: 0 })
  await workUntilIdle()
}

async function keepLists(prospectId: string): Promise<void> {
  const list = await call('POST /lists', { name: 'News', description: 'Once a month' })
  expect(list).toMatchObject({ name: 'News', memberCount: 0 })
  await call(`PATCH /lists/${list.id}`, { name: 'Monthly news' })
  expect((await call(`GET /lists/${list.id}`)).name).toBe('Monthly news')
  expect(await call(`POST /lists/${list.id}/members`, { prospectIds: [prospectId] })).toEqual({ changed: 1 })
  expect(await call(`POST /lists/${list.id}/members`, { prospectIds: [prospectId] })).toEqual({ changed: 0 })
  expect((await call(`GET /lists/${list.id}/members`)).items).toMatchObject([{ id: prospectId, name: 'Ada' }])
  expect((await call(`GET /prospects/${prospectId}`)).lists).toEqual([list.id])
  const removed = await call(`DELETE /lists/${list.id}/members?prospectId=${prospectId}`)
  expect(removed).toEqual({ changed: 1 })
  expect((await call(`GET /lists/${list.id}/history`)).items).toMatchObject([
    { change: 'left', by: 'API key “test publish”' },
    { change: 'joined', prospect: { name: 'Ada' } },
  ])
  expect((await call('GET /lists')).items).toMatchObject([{ name: 'Monthly news' }])
  const criteria = { combinator: 'and', rules: [{ field: 'fields.plan', operator: '=', value: 'Paid' }] }
  expect(
    await call('POST /fields', { key: 'plan', label: 'Plan', type: 'choice', options: ['Paid'] }),
  ).toEqual(expect.objectContaining({ key: 'plan', isArchived: false }))
  await call(`PATCH /prospects/${prospectId}`, { fields: { plan: 'Paid' } })
  const filter = encodeURIComponent(JSON.stringify(criteria))
  expect((await call(`GET /prospects?criteria=${filter}&sort=score&order=asc`)).items).toMatchObject([
    { id: prospectId },
  ])
  const paid = await call('POST /lists', { name: 'Paid', criteria })
  expect(paid).toMatchObject({ kind: 'criteria', filling: 0 })
  expect((await call('GET /fields')).items[0]).toMatchObject({ key: 'plan', label: 'Plan' })
  expect((await call('GET /fields/plan')).usage).toMatchObject({ lists: [{ name: 'Paid' }], prospects: 1 })
  expect((await call('PATCH /fields/plan', { isArchived: true })).isArchived).toBe(true)
  await call(`DELETE /lists/${paid.id}`)
  await call(`DELETE /lists/${list.id}`)
  expect((await callApi(`GET /lists/${list.id}`, { key })).status).toBe(404)
}

async function keepTasks(prospectId: string): Promise<void> {
  const task = await call('POST /tasks', { title: 'Call', prospectId, dueAt: '2020-01-01T09:00:00Z' })
  expect(task).toMatchObject({ title: 'Call', isOverdue: true, prospect: { name: 'Ada' }, owner: null })
  expect((await call('GET /tasks?status=overdue')).items).toMatchObject([{ id: task.id }])
  const done = await call(`PATCH /tasks/${task.id}`, { isDone: true, dueAt: null })
  expect(done).toMatchObject({ isOverdue: false, dueAt: null, completedAt: expect.anything() })
  expect((await call(`GET /tasks/${task.id}`)).completedAt).toEqual(done.completedAt)
  expect((await call('GET /tasks')).items).toEqual([])
  await call(`DELETE /tasks/${task.id}`)
}

async function keepFunctions(prospectId: string): Promise<void> {
  const code = "export default function (prospect) { return { addTags: [prospect.firstName + '!'] } }"
  const made = await call('POST /functions', { name: 'Greet', runtime: 'javascript', code })
  expect(await call('POST /functions/try', { runtime: 'javascript', code, prospectId })).toMatchObject({
    changes: [{ kind: 'tags.add', payload: { tags: ['Ada!'] } }],
  })
  await call(`PATCH /functions/${made.id}`, { revision: made.revision, name: 'Greeting' })
  expect((await call(`GET /functions/${made.id}`)).name).toBe('Greeting')
  expect((await call('GET /functions')).items).toMatchObject([{ name: 'Greeting' }])
  await call(`DELETE /functions/${made.id}`)
}

/** To this machine, which is refused: webhooks go to public addresses only. */
async function fireWebhook(prospectId: string): Promise<void> {
  const { id } = await call('POST /workflows', {
    name: 'Hook',
    document: {
      version: 1,
      nodes: [
        { id: 's', type: 'enrolled', name: '', config: {}, position: { x: 0, y: 0 } },
        {
          id: 'w',
          type: 'fire-webhook',
          name: '',
          config: { url: 'http://127.0.0.1:9/' },
          position: { x: 0, y: 0 },
        },
      ],
      edges: [{ id: 'e', from: 's', output: 'next', to: 'w' }],
    },
  })
  await call(`POST /workflows/${id}/publish`, {})
  await call(`POST /workflows/${id}/enrolments`, { prospectIds: [prospectId] })
  await workUntilIdle()
  const [delivery] = (await call('GET /webhooks')).items
  expect(await call(`GET /webhooks/${delivery.id}`)).toMatchObject({
    state: 'failed',
    url: 'http://127.0.0.1:9/',
  })
  await call(`POST /webhooks/${delivery.id}/resend`)
}

/** What is done with many prospects at once. */
async function importAndExport() {
  const text = 'email,first name\nimported@example.com,Im\n'
  const imported = await callApi('POST /prospects/import', { key, text })
  expect(imported).toMatchObject({ status: 200, body: { counts: { created: 1 }, errors: [] } })
  const [person] = (await call('GET /prospects?email=imported@example.com')).items
  const exported = await call('POST /prospects/export', {
    selection: { ids: [person.id] },
    columns: ['email'],
  })
  await workOnBulk()
  await call(`GET /bulk-operations/${exported.id}`)
  const file = await callApi(`GET /bulk-operations/${exported.id}/files/result`, { key })
  expect(file.text.split('\r\n').slice(1)).toEqual(['imported@example.com', ''])
  const changed = await call('POST /prospects/bulk', {
    selection: { ids: [person.id] },
    action: { type: 'erase' },
  })
  await call(`POST /bulk-operations/${changed.id}/cancel`, {})
  expect((await call('GET /bulk-operations')).items).toHaveLength(3)
  await call(`DELETE /prospects/${person.id}`)
}

/** Somebody else, who stands in the wait. */
async function anotherRun(workflowId: string): Promise<string> {
  await call(`POST /workflows/${workflowId}/pause`, { isPaused: false })
  const { id } = await call('POST /prospects', { email: 'bo@example.com' })
  await call(`POST /workflows/${workflowId}/enrolments`, { prospectIds: [id] })
  await workUntilIdle()
  const { items } = await call(`GET /runs?prospectId=${id}&status=active`)
  return items[0].id
}

test('publishing an incomplete drawing answers 422 with all its problems', async () => {
  const { id } = await call('POST /workflows', {
    name: 'W',
    document: {
      version: 1,
      nodes: [
        { id: 'mail', type: 'send-email', name: '', config: { messageId: '' }, position: { x: 0, y: 0 } },
      ],
      edges: [],
    },
  })
  const { status, body, headers } = await callApi(`POST /workflows/${id}/publish`, { key, body: {} })
  expect(status).toBe(422)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body).toMatchObject({ status: 422, code: 'unprocessable' })
  expect(body.problems).toEqual(
    expect.arrayContaining([
      { code: 'invalid-config', nodeId: 'mail', field: 'messageId', message: expect.any(String) },
    ]),
  )
  expect(body.problems.length).toBeGreaterThan(1)
})

test('of two who publish at once one gets 201 and one 409', async () => {
  const { id } = await call('POST /workflows', {
    name: 'W',
    document: {
      version: 1,
      nodes: [
        { id: 's', type: 'enrolled', name: '', config: {}, position: { x: 0, y: 0 } },
        { id: 't', type: 'add-tags', name: '', config: { tags: ['a'] }, position: { x: 0, y: 0 } },
      ],
      edges: [{ id: 'e', from: 's', output: 'next', to: 't' }],
    },
  })
  const answers = await Promise.all(
    [1, 2].map(() => callApi(`POST /workflows/${id}/publish`, { key, body: { revision: 1 } })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
})

test('a draft saved in between answers 409 with the revision that is there', async () => {
  const { id } = await call('POST /workflows', { name: 'W' })
  const body = { revision: 1, document: { version: 1, nodes: [], edges: [] } }
  await call(`PUT /workflows/${id}/draft`, body)
  expect(await callApi(`PUT /workflows/${id}/draft`, { key, body })).toMatchObject({
    status: 409,
    body: { code: 'conflict', details: { revision: 2 } },
  })
})

test('an event with an id of its own is recorded once; an unknown prospect is a 422', async () => {
  const { id } = await call('POST /prospects', { email: 'ada@example.com' })
  const report = { type: 'booked', prospect: { id }, id: 'b-1', at: '2026-01-01T10:00:00+01:00' }
  const [first, second] = [await call('POST /events', report), await call('POST /events', report)]
  expect(second).toEqual(first)
  const { items } = await call(`GET /prospects/${id}/timeline`)
  expect(items).toMatchObject([{ summary: '“booked” was reported', at: '2026-01-01T09:00:00.000Z' }])
  const unknown = await callApi('POST /events', {
    key,
    body: { type: 'x', prospect: { email: 'no@example.com' } },
  })
  expect(unknown.status).toBe(422)
  const both = await callApi('POST /events', { key, body: { type: 'x', prospect: { id, email: 'a' } } })
  expect(both).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/prospect' }] } })
})
