import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WorkflowDocument } from '@/workflows/document/document'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { Effects } from '../effects/stored-effect'
import { laneOf } from '../events/lane-of'
import { setClock } from '../jobs/clock'
import { endOwner, newOwner } from '../jobs/owner'
import { isPublicAddress } from '../net/is-public-address'
import { Prospects } from '../prospects/prospect'
import { enrolProspects } from '../runs/enrol-prospects'
import { crashAt } from '../testing/crash-at'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { WebhookHosts } from './circuit-breaker'
import { resendDelivery } from './resend-delivery'
import { sendWebhook } from './send-webhook'
import { WebhookDeliveries } from './webhook-delivery'
import { loadWebhookSecret, rotateWebhookSecret, WebhookSecrets } from './webhook-secret'
import { enableTarget, listDisabledTargets } from './webhook-target'

useTestDatabase()
// The endpoints of these tests are on this machine.
vi.stubEnv('WEBHOOK_PRIVATE_NETWORKS', '1')

type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
type Answer = { status: number; headers?: Record<string, string>; body?: string }

let received: Received[] = []
/** What the endpoint answers to its n-th request; null: nothing, it breaks off. */
let answer: (request: Received, count: number) => Answer | null | Promise<Answer | null>
let server: Server
let url: string

beforeEach(async () => {
  received = []
  answer = () => ({ status: 200, body: 'ok' })
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url: path = '', headers } = request
    const one = { method, path, headers, body: Buffer.concat(chunks).toString() }
    received.push(one)
    const given = await answer(one, received.length)
    if (given) response.writeHead(given.status, given.headers).end(given.body)
    else request.socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` // it listens on a port
})

afterEach(async () => {
  setClock(null)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Enrolled, then one webhook. */
function firing(config: Record<string, unknown> = {}): WorkflowDocument {
  const position = { x: 0, y: 0 }
  return {
    version: 2,
    settings: { reentry: { mode: 'always' } },
    nodes: [
      { id: 'start', type: 'enrolled', name: '', config: {}, position },
      {
        id: 'hook',
        type: 'fire-webhook',
        name: '',
        config: { url, method: 'POST', headers: [], body: '', criteria: null, ...config },
        position,
      },
    ],
    edges: [{ id: 'e', from: 'start', output: 'next', to: 'hook' }],
  }
}

async function fire(config: Record<string, unknown> = {}, values: Parameters<typeof insertProspect>[0] = {}) {
  const prospect = await insertProspect({ email: 'ada@example.com', firstName: 'Ada', ...values })
  const { workflowId } = await publishDocument({ document: firing(config) })
  await enrolProspects({ id: workflowId, prospectIds: [prospect._id] })
  await workUntilIdle()
  return { prospect, workflowId }
}

async function one() {
  const effect = await collectionOf(Effects).findOne({ kind: 'webhook.send' })
  const delivery = await collectionOf(WebhookDeliveries).findOne({ _id: effect?._id ?? '' })
  if (!effect || !delivery) throw new Error('no webhook was fired')
  return { effect, delivery }
}

/** Lets the time come at which the webhook is tried again. */
async function whenDue() {
  const { effect } = await one()
  setClock(() => effect.dueAt)
  await workUntilIdle()
}

const last = () => {
  const request = received.at(-1)
  if (!request) throw new Error('nothing arrived')
  return request
}

/** The specification's own library, which knows nothing of ours; throws when the signature is wrong. */
const verify = (request: Received, secret: string) =>
  new Webhook(secret).verify(request.body, request.headers as Record<string, string>) // one value each

test('IF-5: a webhook arrives as a signed standard envelope with the prospect and what happened', async () => {
  const { prospect, workflowId } = await fire()
  const { effect, delivery } = await one()
  const { secret } = await loadWebhookSecret()
  expect(received).toHaveLength(1)
  expect(verify(last(), secret)).toMatchObject({
    type: 'workflow.webhook',
    timestamp: effect.createdAt.toISOString(),
    data: {
      prospect: { id: prospect._id, email: 'ada@example.com', firstName: 'Ada' },
      workflowId,
      runId: effect.runId,
      nodeId: 'hook',
      event: { kind: 'prospect.enrolled', workflowId },
    },
  })
  expect(last()).toMatchObject({
    method: 'POST',
    headers: { 'webhook-id': effect._id, 'content-type': 'application/json', 'user-agent': 'Switchyard' },
  })
  expect(last().body).not.toContain('visitorIds')
  expect(effect.state).toBe('done')
  expect(delivery).toMatchObject({
    state: 'delivered',
    attempts: [{ status: 200, answer: 'ok', error: null, durationMs: expect.any(Number) }],
  })
})

test('IF-5: a changed body, id, time or secret does not verify', async () => {
  await fire()
  const { secret } = await loadWebhookSecret()
  const request = last()
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  expect(() => verify(request, other)).toThrow()
  expect(() => verify({ ...request, body: `${request.body} ` }, secret)).toThrow()
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    expect(() => verify({ ...request, headers: { ...request.headers, [name]: 'x' } }, secret)).toThrow()
})

test('IF-5: after a new secret, both verify for a day, then the new one alone; the database holds neither', async () => {
  const { secret: before } = await loadWebhookSecret()
  const { secret: after, previousUntil } = await rotateWebhookSecret()
  expect(after).not.toBe(before)
  await fire()
  expect(verify(last(), before)).toEqual(verify(last(), after))
  setClock(() => new Date((previousUntil?.getTime() ?? 0) + 1))
  await fire({}, { email: 'grace@example.com' })
  expect(() => verify(last(), before)).toThrow()
  expect(verify(last(), after)).toBeTruthy()
  const stored = JSON.stringify(await collectionOf(WebhookSecrets).find().toArray())
  expect(stored).not.toContain(before.slice(8, 20))
  expect(stored).not.toContain(after.slice(8, 20))
})

test('IF-5: merge fields are filled into JSON so that no value can break out of it', async () => {
  const firstName = 'A"d\\a\n\u2028{{ email }}","admin":true,"x":"'
  await fire(
    {
      body: '{"name":"{{ firstName }}","tags":{{ tags | json }},"score":{{ score }},"zone":{{ timezone | json }},"no":{{ fields.none | json }},"vip":"{{ fields.vip }}"}',
      headers: [
        { name: 'Authorization', value: 'Bearer s3cret' },
        { name: 'X-Team', value: 'blue' },
      ],
    },
    { firstName, tags: ['a"b', 'c'], score: 7, fields: { vip: true } },
  )
  expect(JSON.parse(last().body)).toEqual({
    name: firstName,
    tags: ['a"b', 'c'],
    score: 7,
    zone: null,
    no: null,
    vip: 'true',
  })
  expect(last().headers).toMatchObject({ authorization: 'Bearer s3cret', 'x-team': 'blue' })
  const { delivery } = await one()
  expect(JSON.stringify(delivery)).not.toContain('s3cret')
  expect(delivery.headers).toMatchObject({
    Authorization: '••••••',
    'X-Team': 'blue',
    'webhook-signature': expect.stringMatching(/^v1,/),
  })
})

test('a form body is encoded; a GET has no body; a body that is no JSON is given up with the reason', async () => {
  const form = [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }]
  await fire({ body: 'name={{ firstName }}&x=1', headers: form }, { firstName: 'A&b=c d' })
  expect(last().body).toBe('name=A%26b%3Dc%20d&x=1')
  await emptyDatabase()
  await fire({ method: 'GET', body: '{}' })
  expect(last()).toMatchObject({ method: 'GET', body: '' })
  await emptyDatabase()
  const before = received.length
  await fire({ body: '{"name": {{ firstName }} }' })
  expect(received).toHaveLength(before)
  expect(await one()).toMatchObject({
    effect: { state: 'dead', reason: { code: 'body-not-json' } },
    delivery: { state: 'failed', reason: expect.stringContaining('| json') },
  })
})

test('IF-5: what is not taken is tried again with the same id and body, a fresh signature, and no quarantine, for three days', async () => {
  answer = () => ({ status: 503, body: 'later' })
  const { prospect } = await fire()
  const from = (await one()).delivery.createdAt.getTime()
  // The body says what was true at first.
  await collectionOf(Prospects).updateOne({ _id: prospect._id }, { $set: { firstName: 'Grace' } })
  for (let round = 0; round < 400 && (await one()).effect.state === 'due'; round++) await whenDue()
  const { effect, delivery } = await one()
  expect(received.length).toBeGreaterThan(8)
  expect(new Set(received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([effect._id]))
  expect(new Set(received.map(({ body }) => body)).size).toBe(1)
  for (const request of received) verify(request, (await loadWebhookSecret()).secret)
  expect(effect).toMatchObject({ state: 'dead', reason: { code: 'too-late' } })
  expect(delivery).toMatchObject({ state: 'failed', nextAt: null })
  const lastAt = delivery.attempts.at(-1)?.at.getTime() ?? 0
  expect(lastAt - from).toBeGreaterThan(2 * 24 * 3_600_000)
  expect(lastAt - from).toBeLessThanOrEqual(3 * 24 * 3_600_000)
})

test('a webhook that is taken at last is done, and its attempts are all in the log', async () => {
  answer = (_request, count) =>
    count < 4 ? { status: count === 2 ? 429 : 500, body: `no ${count}` } : { status: 204 }
  await fire()
  for (let round = 0; round < 3; round++) await whenDue()
  expect(await one()).toMatchObject({
    effect: { state: 'done', reason: null },
    delivery: {
      state: 'delivered',
      attempts: [{ status: 500, answer: 'no 1' }, { status: 429 }, { status: 500 }, { status: 204 }],
    },
  })
})

test.each([
  ['seconds', '3600'],
  ['a date', null],
])('Retry-After in %s is honoured', async (_what, seconds) => {
  const at = Math.floor(Date.now() / 1000) * 1000
  setClock(() => new Date(at))
  const header = seconds ?? new Date(at + 3_600_000).toUTCString()
  answer = () => ({ status: 429, headers: { 'retry-after': header } })
  await fire()
  const { effect } = await one()
  expect(effect.state).toBe('due')
  expect(effect.dueAt.getTime()).toBe(at + 3_600_000)
})

test.each([400, 401, 403, 404, 422, 302])(
  '%i is final: it is given up at once, and a person can send it again',
  async (status) => {
    answer = () => ({ status, headers: { location: url } })
    await fire()
    expect(received).toHaveLength(1)
    const { effect } = await one()
    expect(effect.state).toBe('dead')
    answer = () => ({ status: 200 })
    await resendDelivery(effect._id)
    await workUntilIdle()
    expect(received).toHaveLength(2)
    expect(received[1]?.headers['webhook-id']).toBe(effect._id)
    expect(await one()).toMatchObject({
      effect: { state: 'done' },
      delivery: { state: 'delivered', tries: 1 },
    })
  },
)

test.each([408, 425, 429, 500, 502, 503, 504])('%i is tried again', async (status) => {
  answer = () => ({ status })
  await fire()
  expect((await one()).effect).toMatchObject({ state: 'due', attempts: 0, reason: { code: 'not-taken' } })
})

test('what was delivered can be sent again by a person, under the same id and with the same body', async () => {
  await fire()
  const { effect } = await one()
  await resendDelivery(effect._id)
  await expect(resendDelivery(effect._id)).rejects.toMatchObject({ code: 'conflict' })
  await workUntilIdle()
  expect(received).toHaveLength(2)
  expect(received[1]?.body).toBe(received[0]?.body)
  expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id'])
  await expect(resendDelivery('nothing')).rejects.toMatchObject({ code: 'not-found' })
})

test('410 disables the address for this place of the workflow: further webhooks are skipped until it is enabled', async () => {
  answer = () => ({ status: 410 })
  const { workflowId } = await fire()
  expect((await one()).effect).toMatchObject({ state: 'dead', reason: { code: 'gone' } })
  answer = () => ({ status: 200 })
  const others = await Promise.all([insertProspect({}), insertProspect({})])
  await enrolProspects({ id: workflowId, prospectIds: others.map(({ _id }) => _id) })
  await workUntilIdle()
  expect(received).toHaveLength(1)
  expect(
    await collectionOf(Effects).countDocuments({ state: 'skipped', 'reason.code': 'target-disabled' }),
  ).toBe(2)
  // Another workflow with the same address is asked for itself.
  await fire({}, { email: 'grace@example.com' })
  expect(received).toHaveLength(2)
  const [target] = await listDisabledTargets()
  expect(target).toMatchObject({ workflowId, nodeId: 'hook', url })
  await enableTarget(target?.id ?? '')
  await enrolProspects({ id: workflowId, prospectIds: [(await insertProspect({}))._id] })
  await workUntilIdle()
  expect(received).toHaveLength(3)
})

test('after five failures in a row a host is left alone; one call tries whether it is back', async () => {
  answer = () => null
  const at = Date.now()
  setClock(() => new Date(at))
  const { workflowId } = await publishDocument({ document: firing() })
  const prospects = await Promise.all(Array.from({ length: 12 }, () => insertProspect({})))
  for (const { _id } of prospects) {
    await enrolProspects({ id: workflowId, prospectIds: [_id] })
    await workUntilIdle()
  }
  expect(received).toHaveLength(5)
  const [host] = await collectionOf(WebhookHosts).find().toArray()
  expect(host).toMatchObject({ failures: 5, openings: 1, openUntil: new Date(at + 30_000) })
  expect(await collectionOf(Effects).countDocuments({ 'reason.code': 'server-down', state: 'due' })).toBe(7)

  // Not back yet: one call, and it is left alone for twice as long.
  setClock(() => new Date(at + 60_000))
  await workUntilIdle()
  expect(received).toHaveLength(6)
  expect(await collectionOf(WebhookHosts).findOne()).toMatchObject({
    openings: 2,
    openUntil: new Date(at + 120_000),
  })

  answer = () => ({ status: 200 })
  for (let minutes = 3; minutes < 8; minutes++) {
    setClock(() => new Date(at + minutes * 60_000))
    await workUntilIdle()
  }
  expect(await collectionOf(Effects).countDocuments({ state: 'done', kind: 'webhook.send' })).toBe(12)
  expect(await collectionOf(WebhookHosts).countDocuments()).toBe(0)
})

test('a worker that dies at any write sends it again with the same id, or not at all when it is known to be taken', async () => {
  const prepared = async () => {
    await emptyDatabase()
    received = []
    const prospect = await insertProspect({})
    const { workflowId } = await publishDocument({ document: firing() })
    await enrolProspects({ id: workflowId, prospectIds: [prospect._id] })
  }
  await prepared()
  const { writes } = await crashAt(null, () => workUntilIdle())
  let sentTwice = 0
  for (let write = 1; write <= writes; write++) {
    await prepared()
    const dying = newOwner()
    await crashAt({ write, when: 'after' }, () => workUntilIdle(dying))
    endOwner(dying)
    await workUntilIdle()
    const { effect, delivery } = await one()
    expect(effect.state, `died after write ${write} of ${writes}`).toBe('done')
    expect(delivery.state).toBe('delivered')
    expect(received.length).toBeGreaterThan(0)
    expect(received.length).toBeLessThanOrEqual(2)
    if (received.length === 2) sentTwice += 1
    expect(new Set(received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([effect._id]))
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
  }
  expect(sentTwice).toBeGreaterThan(0)
})

test('a slow endpoint gets six calls at a time; the others are put off and give their place in the lane free', async () => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  answer = async () => {
    await released
    return { status: 200 }
  }
  const slow = await publishDocument({ document: firing() })
  const lane = (await insertProspect({}))._id
  const ids: string[] = []
  while (ids.length < 12) {
    const candidate = newId()
    if (laneOf(candidate) === laneOf(lane)) ids.push((await insertProspect({ _id: candidate }))._id)
  }
  await enrolProspects({ id: slow.workflowId, prospectIds: ids })
  const working = workUntilIdle()
  await vi.waitFor(() => expect(received).toHaveLength(6), 60_000)
  // The others were put off, so that what this worker holds is six calls and nothing else.
  await vi.waitFor(
    async () => expect(await collectionOf(Effects).countDocuments({ 'reason.code': 'busy' })).toBe(6),
    60_000,
  )
  expect(received).toHaveLength(6)
  release()
  await working
  setClock(() => new Date(Date.now() + 10_000))
  await workUntilIdle()
  setClock(() => new Date(Date.now() + 20_000))
  await workUntilIdle()
  expect(await collectionOf(Effects).countDocuments({ state: 'done' })).toBe(12)
})

test('by default no private address is called', async () => {
  await fire()
  const { effect } = await one()
  await collectionOf(WebhookDeliveries).deleteMany({})
  const policy = { isAllowed: isPublicAddress, resolve: async () => [] }
  await expect(sendWebhook(effect, policy)).rejects.toMatchObject({ code: 'address-refused' })
  expect(received).toHaveLength(1)
})
