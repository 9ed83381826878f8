import { expect, test } from 'vitest'
import { emptyDocument, type WorkflowDocument } from '@/workflows/document/document'
import { getAuth } from '../auth/auth'
import { collectionOf } from '../db/collection-of'
import { database } from '../db/connect'
import { insertDurably } from '../db/insert-durably'
import { inboxEvent, insertEvents } from '../events/record-event'
import { reportEvent } from '../events/report-event'
import { Events, type StoredEvent } from '../events/stored-event'
import { createFunction } from '../functions/create-function'
import { createLink, createLinkSchema } from '../links/create-link'
import { createToken } from '../links/create-token'
import { listLinkProspects } from '../links/list-link-prospects'
import { loadLink } from '../links/load-link'
import { createList } from '../lists/create-list'
import { createMessage } from '../messages/create-message'
import { Mails } from '../messages/mail'
import { enrolProspects } from '../runs/enrol-prospects'
import { Runs } from '../runs/run'
import { crashAt } from '../testing/crash-at'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { keepScene } from '../testing/keep-scene'
import { makeClick } from '../testing/make-click'
import { workUntilIdle } from '../testing/work-until-idle'
import { createWorkflow } from '../workflows/create-workflow'
import { publishWorkflow } from '../workflows/publish-workflow'
import { createProspect } from './create-prospect'
import { eraseProspect, finishErasures } from './erase-prospect'
import { listTimeline } from './list-timeline'
import { Prospects } from './prospect'
import { Tombstones } from './tombstone'

useTestDatabase()

const canary = {
  email: 'canary-mail@example.com',
  firstName: 'Canaryfirst',
  lastName: 'Canarylast',
  organization: 'Canaryorg',
  phone: '+49canary',
  fields: { note: 'canaryfield' },
  tags: ['canarytag'],
}
const visitorId = 'canary-visitor-1'
const signals = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Canary/1',
  ip: '203.0.113.77',
  referrer: 'https://canary.example/',
}
const canaries = /canary|203\.0\.113\.77/i

/** Someone with everything: a click by token, one by cookie, one passed on, a reported event, a mail, a waiting run. */
async function liveThrough(): Promise<{ id: string; linkId: string }> {
  const { id } = await createProspect(canary)
  const other = await createProspect({ email: 'other@example.com' })
  const link = await createLink(createLinkSchema.parse({ name: 'L', destination: 'https://example.com' }))
  const message = await createMessage({
    name: 'M',
    subject: 'Hi {{ firstName }}',
    html: '<p>{{ lastName }} <a href="https://example.com/x">go</a></p>',
  })
  const list = await createList({ name: 'News', description: '' })
  const user = await makeUser()
  const fn = await createFunction({
    name: 'F',
    code: `export default (p) => {
      console.log(p.email)
      return { addTags: [p.tags[0] + ' too'], setFields: { 'fields.again': p.lastName } }
    }`,
    timeoutMs: 5_000,
  })
  const workflow = await createWorkflow({ name: 'W', document: mailing(message.id, list.id, user, fn.id) })
  expect(await publishWorkflow({ id: workflow.id }, 'ada')).toMatchObject({ ok: true })
  await enrolProspects({ id: workflow.id, prospectIds: [id, other.id] })
  const onto = { id: link.id, slug: link.slug }
  const ids = { recipientId: id, messageId: null, senderId: null, sharerId: null }
  await insertEvents([
    makeClick({ ...signals, ids, visitorId }, onto),
    makeClick({ ...signals, visitorId }, onto),
    makeClick({ ...signals, userAgent: 'canary-bot/1.0', ids }, onto),
    makeClick({ ids: { ...ids, recipientId: other.id, sharerId: id } }, onto),
    // One is theirs by the visitor id, the other one nobody's.
    viewed(visitorId),
    viewed(visitorId, 'curl/8.5.0 Canary/1'),
  ])
  await reportEvent({ type: 'booked', prospect: { id }, properties: { name: 'canaryproperty' } }, 'key')
  await workUntilIdle()
  return { id, linkId: link.id }
}

function viewed(visitor: string, userAgent = signals.userAgent): StoredEvent {
  const url = 'https://example.com/?name=canarypage'
  const payload = { kind: 'page.viewed' as const, url, title: 'canarytitle', referrer: url }
  const visit = { visitorId: visitor, browser: { ip: signals.ip, userAgent }, origin: 'https://example.com' }
  return { ...inboxEvent(payload, { prospectId: null }), visit }
}

/** Without a password, since making one takes its time. */
async function makeUser(): Promise<string> {
  const { internalAdapter } = await (await getAuth()).$context
  const values = { email: 'user@example.com', name: 'User', emailVerified: true }
  const [known] = await internalAdapter.listUsers(1)
  return (known ?? (await internalAdapter.createUser(values, { method: 'admin' }))).id
}

function mailing(messageId: string, listId: string, userId: string, functionId: string): WorkflowDocument {
  const position = { x: 0, y: 0 }
  return {
    ...emptyDocument,
    nodes: [
      { id: 'start', type: 'enrolled', name: '', config: {}, position },
      {
        id: 'mails',
        type: 'sequence',
        name: '',
        config: {
          steps: [
            { id: 'm', type: 'send-email', config: { messageId, criteria: null } },
            { id: 'f', type: 'change-field', config: { field: 'firstName', value: 'X', criteria: null } },
            { id: 'j', type: 'add-to-list', config: { listId, criteria: null } },
            { id: 'l', type: 'convert-to-lead', config: { criteria: null } },
            { id: 't', type: 'create-task', config: { title: 'Call {{ lastName }}', criteria: null } },
            {
              id: 'n',
              type: 'notify-user',
              config: { userIds: [userId], message: 'Look at {{ organization }}', criteria: null },
            },
            { id: 'c', type: 'run-lambda', config: { functionId, criteria: null } },
            {
              id: 'h',
              type: 'fire-webhook',
              // Nobody is called: this address is refused, and the log has the request all the same.
              config: { url: 'http://127.0.0.1:9/', method: 'POST', headers: [], body: '', criteria: null },
            },
            { id: 'w', type: 'wait', config: { for: 'P3D' } },
          ],
        },
        position,
      },
    ],
    edges: [{ id: 'e', from: 'start', output: 'next', to: 'mails' }],
  }
}

/** Everything in the database that still names the person, by collection. */
async function tracesOf(id: string): Promise<string[]> {
  const collections = await database().collections()
  const found = await Promise.all(
    collections.map(async (collection) => {
      const texts = (await collection.find().toArray()).map((document) => JSON.stringify(document))
      return texts
        .filter((text) => text.includes(id) || canaries.test(text))
        .map((text) => `${collection.collectionName}: ${text}`)
    }),
  )
  return found.flat()
}

test('before, the person is everywhere', async () => {
  const { id } = await liveThrough()
  const where = new Set((await tracesOf(id)).map((text) => text.split(':')[0]))
  expect([...where]).toEqual(
    expect.arrayContaining([
      'prospects',
      'events',
      'plans',
      'runs',
      'effects',
      'mails',
      'webhook-deliveries',
      'memberships',
      'leads',
      'tasks',
      'notifications',
      'look-backs',
    ]),
  )
})

test('after erasing, nothing in any collection names the person', async () => {
  const { id } = await liveThrough()
  await eraseProspect(id)
  expect(await tracesOf(id)).toEqual([])
})

test('what is left still counts, stands cancelled, and leads nowhere', async () => {
  const { id, linkId } = await liveThrough()
  const before = await loadLink(linkId)
  const clickers = (await listLinkProspects(linkId, {})).items.length
  await eraseProspect(id)
  expect((await loadLink(linkId)).clicks).toEqual(before.clicks)
  expect((await listLinkProspects(linkId, {})).items).toHaveLength(clickers - 1)
  expect(await Runs.countDocuments({ status: 'cancelled', wakeAt: null })).toBe(1)
  // Two of the two prospects, and what the user was told of each.
  expect(await Mails.countDocuments()).toBe(4)
  await expect(listTimeline(id, {})).rejects.toMatchObject({ code: 'not-found' })
  await expect(eraseProspect(id)).rejects.toMatchObject({ code: 'not-found' })
})

test('I6: a click by an old token is recorded as nobody’s and brings nobody back', async () => {
  const { id, linkId } = await liveThrough()
  await eraseProspect(id)
  const ids = { recipientId: id, messageId: null, senderId: null, sharerId: null }
  await insertEvents([makeClick({ ...signals, ids, visitorId }, { id: linkId })])
  await workUntilIdle()
  await finishErasures()
  expect(await tracesOf(id)).toEqual([])
  expect(await Events.countDocuments({ outcome: 'erased', prospectId: null, linkId })).toBeGreaterThan(0)
  expect(await Prospects.countDocuments()).toBe(1)
})

test('I6: a click from before, written again by replay after the erasure, brings nobody back', async () => {
  const { id, linkId } = await liveThrough()
  const ids = { recipientId: id, messageId: null, senderId: null, sharerId: null }
  const click = {
    ...makeClick({ ...signals, ids, visitorId }, { id: linkId }),
    at: new Date(Date.now() - 60_000),
  }
  const written = structuredClone(click)
  await insertDurably(Events, [written])
  await workUntilIdle()
  const unwritten = { ...makeClick({ ...signals, ids }, { id: linkId }), at: click.at }
  await eraseProspect(id)
  for (const _time of [1, 2])
    await insertDurably(Events, [structuredClone(click), structuredClone(unwritten)])
  await workUntilIdle()
  await finishErasures()
  expect(await tracesOf(id)).toEqual([])
  expect(await Prospects.countDocuments({ _id: id })).toBe(0)
  expect(await collectionOf(Events).countDocuments({ _id: { $in: [click._id, unwritten._id] } })).toBe(2)
})

test('what a worker writes late is erased by the next tick; then the last reminder goes too', async () => {
  const { id } = await liveThrough()
  await eraseProspect(id)
  await Mails.updateMany({ to: '' }, { $set: { prospectId: id, html: 'canary' } })
  await finishErasures()
  expect(await tracesOf(id)).toEqual([])
  expect(await Tombstones.countDocuments({ pending: null })).toBe(0)
  await finishErasures(new Date(Date.now() + 11 * 60_000))
  expect(await Tombstones.countDocuments({ pending: null })).toBe(1)
})

test('a token cannot be made for someone who was erased', async () => {
  const { id, linkId } = await liveThrough()
  await eraseProspect(id)
  await expect(createToken(linkId, { prospectId: id })).rejects.toMatchObject({ code: 'not-found' })
})

test('died at any write, it is finished by the next tick', async () => {
  const { id } = await createProspect({})
  const { writes } = await crashAt(null, () => eraseProspect(id))
  expect(writes).toBeGreaterThan(10)
  await emptyDatabase()
  const person = await liveThrough()
  const liveAgain = await keepScene()
  for (let write = 1; write <= writes; write++) {
    await liveAgain()
    const { crashed } = await crashAt({ write, when: 'before' }, () => eraseProspect(person.id))
    expect(crashed).toBe(true)
    await finishErasures()
    // Died before anything was written, it did not happen, and whoever asked was told so.
    if (await Prospects.countDocuments({ _id: person.id })) await eraseProspect(person.id)
    expect(await tracesOf(person.id)).toEqual([])
  }
})
