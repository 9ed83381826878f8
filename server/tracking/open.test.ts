import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { Events } from '../events/stored-event'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { serveTestWeb } from '../testing/serve-test-web'
import { workUntilIdle } from '../testing/work-until-idle'
import type { ServedWeb } from '../web/serve-web'
import { OPEN, signToken, UNSUBSCRIBE } from './token'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-open-'))
useTestDatabase()

let web: ServedWeb
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())

const [ada, messageId] = [newId(), newId()]
const pixelOf = (purpose: string) =>
  `${web.url}/o/${signToken({ recipientId: ada, messageId }, purpose, getEnv().secret)}.gif`
const eventsNow = () => collectionOf(Events).find().toArray()

beforeEach(async () => {
  await insertProspect({ _id: ada })
})

test('IF-13, IF-14: opening an email is an event of its recipient, and starts what waits for it', async () => {
  await publishDocument({
    document: drawing({
      nodes: ['goal', 'tag'],
      edges: ['goal>tag'],
      types: { goal: 'email-opened' },
      configs: { goal: { messageIds: [messageId] }, tag: { tags: ['reader'] } },
    }),
  })
  const answer = await fetch(pixelOf(OPEN))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/gif')
  expect((await answer.arrayBuffer()).byteLength).toBe(42)
  await workUntilIdle()
  expect(await eventsNow()).toMatchObject([
    { kind: 'email.opened', prospectId: ada, messageId, verdict: null, outcome: null },
  ])
  expect(await prospectNow(ada)).toMatchObject({ tags: ['reader'] })
})

test.each(['HEAD', 'OPTIONS', 'POST'])('%s is no opening', async (method) => {
  await fetch(pixelOf(OPEN), { method })
  expect(await eventsNow()).toEqual([])
})

test('a token of another purpose, or none, gets the picture and says nothing', async () => {
  for (const address of [pixelOf(UNSUBSCRIBE), `${web.url}/o/x.gif`, `${web.url}/o/`])
    expect((await fetch(address)).headers.get('content-type')).toBe('image/gif')
  expect(await eventsNow()).toEqual([])
})
