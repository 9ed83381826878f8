import { expect, test } from 'vitest'
import { database } from '../db/connect'
import { Events } from '../events/stored-event'
import { keepAllJoinLinks } from '../join/keep-join-link'
import { Links } from '../links/link'
import { Mails } from '../messages/mail'
import { Messages } from '../messages/message'
import { createProspect } from '../prospects/create-prospect'
import { Prospects } from '../prospects/prospect'
import { Runs } from '../runs/run'
import { Tasks } from '../tasks/task'
import { crashAt } from '../testing/crash-at'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { workUntilIdle } from '../testing/work-until-idle'
import { loadWorkflow } from '../workflows/load-workflow'
import { Versions } from '../workflows/version'
import { Workflows } from '../workflows/workflow'
import { demoLists } from './demo-lists'
import { demoWorkflows } from './demo-workflows'
import { fillDemo } from './fill-demo'

useTestDatabase()

async function counts() {
  const models = [Prospects, Links, Messages, Workflows, Versions, Events]
  return Promise.all(models.map((model) => model.countDocuments()))
}

test('an empty database gets a workspace with one live workflow and one draft that has problems', async () => {
  expect(await fillDemo()).toBe(true)
  expect(await counts()).toEqual([12, 8, 2, 3, 2, 19])
  const live = await loadWorkflow(demoWorkflows.webinar.id)
  expect(live).toMatchObject({
    live: { number: 1 },
    hasUnpublishedChanges: false,
    problems: [],
    warnings: [],
  })
  const draft = await loadWorkflow(demoWorkflows.followUp.id)
  expect(draft).toMatchObject({ live: null, problems: [{ nodeId: 'mail', field: 'messageId' }] })
})

test('the worker makes runs and mails of it, and judges the clicks', async () => {
  await fillDemo()
  await workUntilIdle()
  expect(await Runs.countDocuments({ status: 'active' })).toBe(5)
  expect(await Mails.countDocuments({ state: 'kept' })).toBe(5)
  expect(await Events.countDocuments({ kind: 'link.clicked', verdict: 'human' })).toBe(12)
  expect(await Events.countDocuments({ kind: 'link.clicked', verdict: 'bot' })).toBe(2)
  expect(await Events.countDocuments({ state: 'new' })).toBe(0)
})

test('clicks on the banner did its finish actions: the list, the function, and a call to whoever was warm', async () => {
  await fillDemo()
  await workUntilIdle()
  const onList = await Prospects.find({ lists: demoLists.readers.id }).sort({ firstName: 1 }).lean()
  expect(onList.map(({ firstName, fields }) => [firstName, fields.segment])).toEqual([
    ['Emma', 'enterprise'],
    ['Tomás', 'small'],
  ])
  const tasks = await Tasks.find().lean()
  expect(tasks.map(({ title }) => title)).toEqual(Array(2).fill('Call Emma at Polder Energy'))
})

test('a second start adds nothing, also after everything was removed', async () => {
  await fillDemo()
  const before = await counts()
  expect(await fillDemo()).toBe(false)
  expect(await counts()).toEqual(before)
  for (const name of ['prospects', 'links', 'messages', 'workflows'])
    await database().collection(name).deleteMany({})
  expect(await fillDemo()).toBe(false)
})

test('a workspace with anything of its own is left alone', async () => {
  await createProspect({ email: 'ada@example.com' })
  expect(await fillDemo()).toBe(false)
  expect(await Prospects.countDocuments()).toBe(1)
})

test('two first starts at once make one workspace', async () => {
  await Promise.all([fillDemo(), fillDemo()])
  expect(await counts()).toEqual([12, 8, 2, 3, 2, 19])
})

test('died at every other write, the next start finishes it and doubles nothing', async () => {
  const { writes } = await crashAt(null, fillDemo)
  const whole = await counts()
  expect(writes).toBeGreaterThan(20)
  for (let write = 1; write <= writes; write += 2) {
    await emptyDatabase()
    const { crashed } = await crashAt({ write, when: write % 4 === 1 ? 'before' : 'after' }, fillDemo)
    expect([write, crashed]).toEqual([write, true])
    await fillDemo()
    await keepAllJoinLinks() // as every start does
    expect([write, ...(await counts())]).toEqual([write, ...whole])
    expect((await loadWorkflow(demoWorkflows.webinar.id)).live?.number).toBe(1)
  }
  expect(await database().collection('demo').countDocuments()).toBe(1)
})
