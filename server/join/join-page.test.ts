import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { Links } from '../links/link'
import { listLinks } from '../links/list-links'
import { removeLink } from '../links/remove-link'
import { Prospects } from '../prospects/prospect'
import { Runs } from '../runs/run'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { serveTestWeb } from '../testing/serve-test-web'
import { workUntilIdle } from '../testing/work-until-idle'
import { signToken } from '../tracking/token'
import type { ServedWeb } from '../web/serve-web'
import { archiveWorkflow } from '../workflows/archive-workflow'
import { createWorkflow } from '../workflows/create-workflow'
import { publishWorkflow } from '../workflows/publish-workflow'
import { renameWorkflow } from '../workflows/rename-workflow'
import { saveDraft } from '../workflows/save-draft'
import { setPaused } from '../workflows/set-paused'
import { Workflows } from '../workflows/workflow'
import { joinLinkId, keepAllJoinLinks } from './keep-join-link'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-join-'))
useTestDatabase()

let web: ServedWeb
let workflowId = ''
let address = ''

beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())
afterEach(() => setClock(null))

const drawing = (tag: string) =>
  draw({ start: { type: 'enrolled', config: {} }, tag: { type: 'add-tags', config: { tags: [tag] } } }, [
    'start -> tag',
  ])

beforeEach(async () => {
  const workflow = await createWorkflow({ name: 'Spring <campaign>', document: drawing('joined') })
  workflowId = workflow.id
  address = `${web.url}/j/${workflowId}`
  await publishWorkflow({ id: workflowId }, 'ada')
})

const withoutGoal = draw(
  {
    start: { type: 'tag-added', config: { tags: ['x'] } },
    score: { type: 'adjust-score', config: { by: 1 } },
  },
  ['start -> score'],
)

const tokenOf = (recipientId: string, linkId = joinLinkId(workflowId)) =>
  signToken({ recipientId }, linkId, getEnv().secret)
const post = (url: string, fields: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
const enrolments = () => collectionOf(Events).find({ kind: 'prospect.enrolled' }).toArray()
const autoLinks = async () => (await listLinks({ tab: 'auto' })).items

test('IM-1, IM-2: publishing a workflow that people can be enrolled into makes its Campaign Join Link, once', async () => {
  const [link, ...others] = await autoLinks()
  expect(others).toEqual([])
  expect(link).toMatchObject({
    kind: 'auto',
    autoType: 'campaign-join',
    name: 'Spring <campaign>',
    identity: 'token',
    destination: `${getEnv().trackingUrl}/j/${workflowId}`,
    shortUrl: expect.stringMatching(/\/r\/\w{8}$/),
    campaign: { id: workflowId, name: 'Spring <campaign>', state: 'open' },
  })
  await saveDraft({ id: workflowId, revision: 1, document: drawing('again') })
  await publishWorkflow({ id: workflowId }, 'ada')
  await renameWorkflow({ id: workflowId, name: 'Summer' })
  await keepAllJoinLinks()
  expect(await autoLinks()).toMatchObject([{ id: link?.id, shortUrl: link?.shortUrl, name: 'Summer' }])
})

test('a workflow that nobody can be enrolled into has none; one that was live before there were any gets one', async () => {
  const other = await createWorkflow({ name: 'Tagged', document: withoutGoal })
  expect(await publishWorkflow({ id: other.id }, 'ada')).toMatchObject({ ok: true })
  expect(await autoLinks()).toHaveLength(1)
  await Links.deleteMany({})
  await keepAllJoinLinks()
  expect(await autoLinks()).toMatchObject([{ id: joinLinkId(workflowId) }])
})

test('IM-7: the workspace keeps its links itself, so nobody deletes one', async () => {
  await expect(removeLink(joinLinkId(workflowId), 'track')).rejects.toMatchObject({ code: 'unprocessable' })
})

test('IM-2: the link leads to the page, and a valid token goes on with it; any other stays behind', async () => {
  const [link] = await autoLinks()
  const { _id } = await insertProspect()
  const follow = async (rest: string) => {
    const url = `${web.url}${new URL(link?.shortUrl ?? '').pathname}${rest}`
    return (await fetch(url, { redirect: 'manual' })).headers.get('location')
  }
  const page = `${getEnv().trackingUrl}/j/${workflowId}`
  expect(await follow('')).toBe(page)
  expect(await follow(`/${tokenOf(_id)}`)).toBe(`${page}/${tokenOf(_id)}`)
  expect(await follow(`/${tokenOf(_id, newId())}`)).toBe(page)
  expect(await follow('/..%2f..%2fevil')).toBe(page)
})

test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('%s never enrols anybody', async (method) => {
  const { _id } = await insertProspect()
  for (const url of [address, `${address}/${tokenOf(_id)}`]) {
    const answer = await fetch(url, { method })
    expect(answer.status).toBe(method === 'GET' || method === 'HEAD' ? 200 : 405)
  }
  expect(await enrolments()).toEqual([])
  expect(await collectionOf(Prospects).countDocuments()).toBe(1)
})

test('GET shows the name of the campaign as text, a button, and what is needed of whom', async () => {
  const { _id } = await insertProspect()
  const [unknown, known] = [await fetch(address), await fetch(`${address}/${tokenOf(_id)}`)]
  const [asked, greeted] = [await unknown.text(), await known.text()]
  expect(asked).toContain('<h1>Spring &lt;campaign&gt;</h1>')
  expect(asked).toContain('<button>Join</button>')
  expect(asked).toContain('type="email"')
  expect(greeted).not.toContain('type="email"')
  expect(unknown.headers.get('cache-control')).toBe('no-store')
  expect(unknown.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(unknown.headers.get('x-robots-tag')).toBe('noindex')
})

test('POST with a token enrols its recipient, and the workflow runs', async () => {
  const { _id } = await insertProspect({ firstName: 'Ada' })
  const answer = await post(`${address}/${tokenOf(_id)}`)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('You have joined')
  await workUntilIdle()
  expect(await collectionOf(Prospects).findOne({ _id })).toMatchObject({ firstName: 'Ada', tags: ['joined'] })
  expect(await collectionOf(Runs).countDocuments({ workflowId, prospectId: _id })).toBe(1)
})

test('POST with an address makes a prospect of whoever is new', async () => {
  await post(address, { email: ' New@Example.com ', firstName: 'Nia', lastName: 'Obi' })
  await workUntilIdle()
  expect(await collectionOf(Prospects).findOne({ email: 'new@example.com' })).toMatchObject({
    firstName: 'Nia',
    lastName: 'Obi',
    tags: ['joined'],
    consent: { email: 'unknown' },
  })
})

test('whoever is known by the address is enrolled as they are: no field is overwritten', async () => {
  const known = await insertProspect({
    email: 'known@example.com',
    firstName: 'Real',
    lastName: '',
    phone: '1',
  })
  expect(
    (await post(address, { email: 'KNOWN@example.com', firstName: 'Fake', lastName: 'Name' })).status,
  ).toBe(200)
  await workUntilIdle()
  expect(await collectionOf(Prospects).findOne({ _id: known._id })).toMatchObject({
    firstName: 'Real',
    lastName: '',
    phone: '1',
    tags: ['joined'],
  })
  expect(await collectionOf(Prospects).countDocuments()).toBe(1)
})

test('sending the same page twice, by a reload or a second press, enrols once', async () => {
  const nonce = /name="nonce" value="(\w+)"/.exec(await (await fetch(address)).text())?.[1] ?? ''
  expect(nonce).toMatch(/^[0-9a-f]{24}$/)
  await Promise.all([1, 2, 3].map(() => post(address, { email: 'twice@example.com', nonce })))
  expect(await enrolments()).toHaveLength(1)
  expect(await collectionOf(Prospects).countDocuments()).toBe(1)
})

test.each(['', 'nobody', 'a@b\r\nBcc: x@example.com'])(
  'the address %j is asked for again, with what was entered',
  async (email) => {
    const answer = await post(address, { email, firstName: '"><script>' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Enter a valid email address')
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(await enrolments()).toEqual([])
  },
)

test('IF-12, IR-22, IR-23: four submissions of nobody from one address are taken, the fifth within 300 s is answered with HTTP 500', async () => {
  const start = Date.parse('2026-03-01T10:00:00.000Z')
  const send = async (number: number, ms: number) => {
    setClock(() => new Date(start + ms))
    return (await post(address, { email: `p${number}@example.com` })).status
  }
  const statuses = [
    await send(1, 0),
    await send(2, 1),
    await send(3, 2),
    await send(4, 3),
    await send(5, 299_999),
    await send(6, 300_000),
  ]
  expect(statuses).toEqual([200, 200, 200, 200, 500, 200])
  expect(await collectionOf(Prospects).countDocuments({ email: 'p5@example.com' })).toBe(0)
  expect(await enrolments()).toHaveLength(5)
})

test('a program that fills in what people do not see is told that all is well, and nothing happens', async () => {
  const answer = await post(address, { email: 'bot@example.com', website: 'https://spam.example' })
  expect(await answer.text()).toContain('You have joined')
  expect(await collectionOf(Prospects).countDocuments()).toBe(0)
  expect(await enrolments()).toEqual([])
})

test('a paused campaign says so, and takes nobody; resumed, it does again', async () => {
  await setPaused({ id: workflowId, isPaused: true })
  expect(await autoLinks()).toMatchObject([{ campaign: { state: 'paused' } }])
  expect(await (await fetch(address)).text()).toContain('Nobody can join at the moment')
  expect((await post(address, { email: 'a@example.com' })).status).toBe(409)
  expect(await collectionOf(Prospects).countDocuments()).toBe(0)
  await setPaused({ id: workflowId, isPaused: false })
  expect((await post(address, { email: 'a@example.com' })).status).toBe(200)
})

test('an archived campaign, or a version without the goal, is over; the link stays and says so', async () => {
  await saveDraft({ id: workflowId, revision: 1, document: withoutGoal })
  expect(await publishWorkflow({ id: workflowId }, 'ada')).toMatchObject({ ok: true })
  const isOver = async () => {
    expect((await fetch(address)).status).toBe(410)
    expect((await post(address, { email: 'a@example.com' })).status).toBe(410)
    expect(await autoLinks()).toMatchObject([{ campaign: { state: 'closed' } }])
  }
  await isOver()
  await archiveWorkflow(workflowId)
  await isOver()
  expect(await collectionOf(Prospects).countDocuments()).toBe(0)
})

test('an address that leads to no campaign, and a token of somebody who is gone, have a page of their own', async () => {
  for (const path of ['', 'x', newId(), `${newId()}/x`]) {
    expect((await fetch(`${web.url}/j/${path}`)).status).toBe(404)
    expect((await post(`${web.url}/j/${path}`, { email: 'a@example.com' })).status).toBe(404)
  }
  expect((await post(`${address}/${tokenOf(newId())}`)).status).toBe(410)
  expect((await post(address, { email: 'x'.repeat(20_000) })).status).toBe(413)
  expect(await Workflows.countDocuments()).toBe(1)
})
