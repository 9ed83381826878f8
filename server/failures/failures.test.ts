import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { jobNames } from '../jobs/job-name'
import { overview } from '../jobs/overview'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { planUntilIdle, workUntilIdle } from '../testing/work-until-idle'
import { listFailedEffects, listFailedEvents } from './list-failures'
import { replayEvent, retryGivenUp } from './retry-failures'

useTestDatabase()

const mailing = drawing({
  nodes: ['start', 'mail'],
  edges: ['start>mail'],
  types: { start: 'enrolled', mail: 'send-email' },
  configs: { mail: { messageId: 'a'.repeat(24) } },
})

/** Enrolled in a workflow whose version has lost its email, so that sending is given up. */
async function failToSend() {
  const { workflowId } = await publishDocument({ document: mailing })
  const { _id } = await insertProspect({ email: 'ada@example.com', firstName: 'Ada' })
  await recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId: _id })
  return _id
}

test('the overview counts what waits, with the age of the oldest, and names every job', async () => {
  await failToSend()
  const before = await overview()
  expect(before.queues).toMatchObject([
    { name: 'events', depth: 1 },
    { depth: 0, oldestAt: null },
    { depth: 0 },
  ])
  expect(before.queues[0]?.oldestAt).toBeInstanceOf(Date)
  await planUntilIdle()
  expect((await overview()).queues).toMatchObject([{ depth: 0 }, { name: 'effects', depth: 1 }, { depth: 0 }])
  expect(before.jobs.map(({ name }) => name)).toEqual(jobNames)
})

test('what was given up is listed with its reason, and tried again under its id', async () => {
  await failToSend()
  await workUntilIdle()
  const [failed] = (await listFailedEffects({})).items
  expect(failed).toMatchObject({
    summary: 'Could not send an email',
    state: 'dead',
    reason: expect.stringContaining('publish the workflow again'),
    prospect: { name: 'Ada' },
  })
  expect((await overview()).failures).toEqual({ effects: 1, events: 0 })
  await collectionOf(Effects).updateOne({}, { $set: { state: 'dead' } })
  expect(await retryGivenUp()).toBe(1)
  expect(await collectionOf(Effects).findOne()).toMatchObject({ _id: failed?.id, state: 'due', attempts: 0 })
})

test('what is in doubt is not tried again with the rest', async () => {
  await failToSend()
  await workUntilIdle()
  await collectionOf(Effects).updateOne({}, { $set: { state: 'unknown' } })
  expect(await retryGivenUp()).toBe(0)
  expect((await listFailedEffects({})).items).toMatchObject([{ state: 'unknown' }])
})

test('I21: a quarantined event is listed, and replayed it happens under its id', async () => {
  const tagging = drawing({
    nodes: ['goal', 'tag'],
    edges: ['goal>tag'],
    types: { goal: 'redirect-link-clicked' },
    configs: { goal: { linkIds: ['offer'] }, tag: { tags: ['clicked'] } },
  })
  await publishDocument({ document: tagging })
  const { _id } = await insertProspect({ firstName: 'Ada' })
  const eventId = await recordEvent(
    { kind: 'link.clicked', linkId: 'offer', messageId: null },
    { prospectId: _id },
  )
  await collectionOf(Events).updateOne(
    { _id: eventId },
    { $set: { state: 'planned', outcome: 'quarantined' } },
  )
  expect((await listFailedEvents({})).items).toMatchObject([{ id: eventId, prospect: { name: 'Ada' } }])
  await replayEvent(eventId)
  await workUntilIdle()
  expect(await prospectNow(_id)).toMatchObject({ tags: ['clicked'] })
  await expect(replayEvent(eventId)).rejects.toMatchObject({ code: 'conflict' })
  await expect(replayEvent('none')).rejects.toMatchObject({ code: 'not-found' })
})
