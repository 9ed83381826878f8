import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../../db/collection-of'
import { derivedId } from '../../db/new-id'
import { Effects } from '../../effects/stored-effect'
import { inboxEvent, insertEvents } from '../../events/record-event'
import { Events } from '../../events/stored-event'
import { setClock } from '../../jobs/clock'
import { jobsWithWork } from '../../jobs/keep-looking'
import { Plans } from '../../runs/plan'
import { Runs } from '../../runs/run'
import { Tasks } from '../../tasks/task'
import { checkInvariants } from '../../testing/check-invariants'
import { crashAt, crashPoints } from '../../testing/crash-at'
import { useTestDatabase } from '../../testing/database'
import { insertProspect, prospectNow } from '../../testing/insert-prospect'
import { keepScene } from '../../testing/keep-scene'
import { makeClick } from '../../testing/make-click'
import { overtakeAt } from '../../testing/overtake-at'
import { publishDocument } from '../../testing/publish-document'
import { workUntilIdle } from '../../testing/work-until-idle'
import { unsubscribeProspect } from '../../tracking/unsubscribe-prospect'
import { eraseProspect } from '../erase-prospect'
import { listTimeline } from '../list-timeline'
import { loadProspect } from '../load-prospect'
import { Prospects } from '../prospect'
import { type Merge, Merges } from './merge'
import {
  finishMergeOf,
  finishMerges,
  mergeProspects,
  mergeProspectsSchema,
  undoMerge,
} from './merge-prospects'

useTestDatabase()
afterEach(() => setClock(null))

const id = (name: string) => derivedId('merge', name)
const [ada, twin] = [id('ada'), id('twin')]
const offer = id('offer')
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 10, minutes))

/** Everybody who clicks gets a point. */
const points = drawing({
  nodes: ['click', 'score'],
  edges: ['click>score'],
  types: { click: 'redirect-link-clicked', score: 'adjust-score' },
  configs: { click: { linkIds: [offer] }, score: { by: 1 } },
})

/** A wait of three days that a click ends; then ten points and a task. */
const nurture = drawing({
  nodes: ['start', 'waits', 'goal', 'ten', 'call'],
  edges: ['start>waits', 'waits>goal', 'goal>ten', 'ten>call'],
  types: {
    start: 'enrolled',
    waits: 'sequence',
    goal: 'redirect-link-clicked',
    ten: 'adjust-score',
    call: 'create-task',
  },
  configs: {
    waits: {
      steps: [
        { id: 't', type: 'create-task', config: { title: 'Look {{ firstName }} up' } },
        { id: 'w', type: 'wait', config: { for: 'P3D' } },
        { id: 'u', type: 'add-tags', config: { tags: ['waited'] } },
      ],
    },
    goal: { linkIds: [offer] },
    ten: { by: 10 },
    call: { title: 'Call {{ firstName }}' },
  },
})

async function setUp(): Promise<void> {
  setClock(() => at(30))
  await publishDocument({ workflowId: id('points'), document: points })
  await publishDocument({ workflowId: id('nurture'), document: nurture })
  await insertProspect({
    _id: ada,
    email: 'ada@example.com',
    firstName: 'Ada',
    score: 3,
    tags: ['vip'],
    visitorIds: ['visitor-ada'],
    fields: { size: 3 },
  })
  await insertProspect({
    _id: twin,
    email: 'a.lovelace@example.com',
    lastName: 'Lovelace',
    phone: '0123',
    score: 5,
    tags: ['lead'],
    visitorIds: ['visitor-twin'],
    fields: { size: 4, city: 'London' },
  })
}
beforeEach(setUp)

const merge = (more: object = {}) =>
  mergeProspects({ id: ada, by: 'grace', ...mergeProspectsSchema.parse({ otherId: twin, ...more }) })

function click(who: string, minutes: number) {
  const ids = { recipientId: who, messageId: null, senderId: null, sharerId: null }
  const event = makeClick({ ids, userAgent: browser }, { id: offer })
  return { ...event, _id: derivedId('click', who, minutes), at: at(minutes) }
}
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const enrolment = (who: string, minutes: number) =>
  inboxEvent(
    { kind: 'prospect.enrolled', workflowId: id('nurture'), nodeId: null },
    { prospectId: who, id: derivedId('enrol', who), at: at(minutes) },
  )

const starts: Record<string, number> = { [ada]: 3, [twin]: 5 }
const violations = (isAtRest = true) =>
  checkInvariants({ isAtRest, scoreAtStart: (prospectId) => starts[prospectId] ?? 0 })

describe('the values', () => {
  test('the survivor’s win, empty ones are filled, of several all are kept, and the higher score counts', async () => {
    await merge()
    expect(await loadProspect(ada)).toMatchObject({
      id: ada,
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      phone: '0123',
      score: 5,
      tags: ['vip', 'lead'],
      fields: { size: 3, city: 'London' },
      mergedFrom: [twin],
    })
    expect((await prospectNow(ada)).visitorIds).toEqual(['visitor-ada', 'visitor-twin'])
    expect(await Prospects.countDocuments()).toBe(1)
  })

  test('each can be chosen, and scores can be added up', async () => {
    const fields = { email: 'other', 'fields.size': 'other' }
    await merge({ fields, score: 'sum' })
    expect(await loadProspect(ada)).toMatchObject({
      email: 'a.lovelace@example.com',
      fields: { size: 4 },
      score: 8,
    })
  })

  test('who unsubscribed or refused tracking stays so', async () => {
    await Prospects.updateOne({ _id: twin }, { $set: { 'consent.email': 'unsubscribed' } })
    await Prospects.updateOne(
      { _id: ada },
      { $set: { consent: { email: 'subscribed', tracking: 'denied' } } },
    )
    await merge()
    expect((await loadProspect(ada)).consent).toEqual({ email: 'unsubscribed', tracking: 'denied' })
  })

  test('the id of who was taken in answers the survivor', async () => {
    await merge()
    expect((await loadProspect(twin)).id).toBe(ada)
  })
})

describe('what goes on', () => {
  test('the run of who was taken in goes on with the survivor, and a click by an old token ends its wait', async () => {
    await insertEvents([enrolment(twin, 0)])
    await workUntilIdle()
    await merge()
    expect(await Runs.countDocuments({ prospectId: ada, status: 'active' })).toBe(1)
    await insertEvents([click(twin, 10)])
    await workUntilIdle()
    const [event] = await Events.find({ kind: 'link.clicked' }).lean()
    expect(event).toMatchObject({ prospectId: ada, outcome: null })
    // The higher of 3 and 5, one point for the click, ten for the goal.
    expect((await loadProspect(ada)).score).toBe(16)
    expect(await Tasks.find({ prospectId: ada }).distinct('title')).toEqual(['Call Ada', 'Look  up'])
    expect(await violations()).toEqual([])
  })

  test('a wait that began before is over for the survivor', async () => {
    await insertEvents([enrolment(twin, 0)])
    await workUntilIdle()
    await merge()
    setClock(() => at(4 * 24 * 60))
    await workUntilIdle()
    expect((await loadProspect(ada)).tags).toContain('waited')
    expect(await violations()).toEqual([])
  })

  test('a workflow that both are in goes on once; the other run is cancelled, by the one who merged', async () => {
    await insertEvents([enrolment(twin, 0), enrolment(ada, 1)])
    await workUntilIdle()
    await merge()
    const runs = await Runs.find({ workflowId: id('nurture') }).lean()
    expect(runs.map(({ prospectId, status }) => [prospectId, status]).sort()).toEqual(
      [
        [ada, 'active'],
        [twin, 'cancelled'],
      ].sort(),
    )
    await insertEvents([click(twin, 10)])
    await workUntilIdle()
    expect((await loadProspect(ada)).score).toBe(5 + 1 + 10)
    expect(await violations()).toEqual([])
  })

  test('clicks that were waiting to be planned are the survivor’s', async () => {
    await insertEvents([click(twin, 10), click(ada, 11)])
    await merge()
    await workUntilIdle()
    expect((await loadProspect(ada)).score).toBe(7)
    expect(await violations()).toEqual([])
  })

  test('unsubscribing by a link in a mail to who was taken in stops mail to the survivor', async () => {
    await merge()
    await unsubscribeProspect({ prospectId: twin, messageId: null })
    expect((await loadProspect(ada)).consent.email).toBe('unsubscribed')
  })
})

describe('IR-9: one timeline', () => {
  test('has what both did, every click with its verdict, and the merge once', async () => {
    await insertEvents([click(twin, 1), click(ada, 2)])
    await workUntilIdle()
    await merge()
    await workUntilIdle()
    const { items } = await listTimeline(ada, {})
    const clicks = items.filter(({ kind }) => kind === 'link.clicked')
    expect(clicks.map(({ verdict }) => verdict)).toEqual(['human', 'human'])
    expect(items.filter(({ kind }) => kind === 'prospect.merged').map(({ summary }) => summary)).toEqual([
      'Somebody merged “Lovelace” into this prospect',
    ])
    expect(await listTimeline(twin, {})).toEqual(await listTimeline(ada, {}))
  })
})

describe('taking it back', () => {
  test('who was taken in is there again as they were; what happened since stays with the survivor', async () => {
    const before = await loadProspect(twin)
    await insertEvents([enrolment(twin, 0)])
    await workUntilIdle()
    const { mergeId } = await merge({ fields: { email: 'other' }, score: 'sum' })
    await insertEvents([click(twin, 10)])
    await workUntilIdle()
    await collectionOf(Prospects).updateOne({ _id: ada }, { $set: { organization: 'Engines' } })
    await undoMerge({ id: ada, mergeId, by: 'grace' })
    await workUntilIdle()
    expect(await loadProspect(twin)).toEqual({ ...before, updatedAt: expect.any(Date) })
    expect(await loadProspect(ada)).toMatchObject({
      email: 'ada@example.com',
      lastName: '',
      phone: '',
      organization: 'Engines',
      tags: ['vip'],
      fields: { size: 3 },
      // Its own 3, and what came of the click during the merge.
      score: 14,
      mergedFrom: [],
    })
    expect((await prospectNow(twin)).visitorIds).toEqual(['visitor-twin'])
    expect(await violations()).toEqual([])
  })

  test('a run that still waits goes back, and its wait is over for whoever it belongs to', async () => {
    await insertEvents([enrolment(twin, 0)])
    await workUntilIdle()
    const { mergeId } = await merge()
    await undoMerge({ id: ada, mergeId, by: 'grace' })
    expect(await Runs.countDocuments({ prospectId: twin, status: 'active' })).toBe(1)
    await insertEvents([click(twin, 10)])
    await workUntilIdle()
    expect((await loadProspect(twin)).score).toBe(5 + 1 + 10)
    expect((await loadProspect(ada)).score).toBe(3)
    expect(await violations()).toEqual([])
  })

  test('merging again after that works, and so does taking it back again', async () => {
    await insertEvents([enrolment(twin, 0)])
    await workUntilIdle()
    for (const _time of [1, 2, 3]) {
      const { mergeId } = await merge()
      await undoMerge({ id: ada, mergeId, by: 'grace' })
      await workUntilIdle()
    }
    await insertEvents([click(twin, 10)])
    await workUntilIdle()
    expect((await loadProspect(twin)).score).toBe(16)
    expect(await violations()).toEqual([])
  })

  test('who unsubscribed meanwhile is unsubscribed as both', async () => {
    const { mergeId } = await merge()
    await unsubscribeProspect({ prospectId: ada, messageId: null, at: new Date() })
    await undoMerge({ id: ada, mergeId, by: 'grace' })
    for (const who of [ada, twin]) expect((await loadProspect(who)).consent.email).toBe('unsubscribed')
  })

  test('is refused a second time, and when the survivor was merged on; that one has to be undone first', async () => {
    const { mergeId } = await merge()
    const third = await insertProspect({ email: 'third@example.com' })
    const on = await mergeProspects({
      id: third._id,
      by: 'grace',
      ...mergeProspectsSchema.parse({ otherId: ada }),
    })
    expect((await loadProspect(twin)).id).toBe(third._id)
    await expect(undoMerge({ id: ada, mergeId, by: 'grace' })).rejects.toMatchObject({ code: 'conflict' })
    await undoMerge({ id: third._id, mergeId: on.mergeId, by: 'grace' })
    await undoMerge({ id: ada, mergeId, by: 'grace' })
    await expect(undoMerge({ id: ada, mergeId, by: 'grace' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await Prospects.countDocuments()).toBe(3)
  })
})

describe('refused', () => {
  test('a prospect and itself, and who does not exist', async () => {
    const self = mergeProspectsSchema.parse({ otherId: ada })
    await expect(mergeProspects({ id: ada, by: 'grace', ...self })).rejects.toMatchObject({
      code: 'unprocessable',
    })
    await expect(merge({ otherId: 'nobody' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await Prospects.countDocuments()).toBe(2)
  })

  test('a second merge of one of them at the same time', async () => {
    const third = await insertProspect()
    const both = await Promise.allSettled([
      merge(),
      mergeProspects({ id: third._id, by: 'grace', ...mergeProspectsSchema.parse({ otherId: twin }) }),
    ])
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toHaveLength(1)
    expect(await Prospects.countDocuments()).toBe(2)
  })
})

test('I6: erasing the survivor erases who was merged into them', async () => {
  await insertEvents([click(twin, 1), enrolment(twin, 0)])
  await workUntilIdle()
  await merge()
  await workUntilIdle()
  await eraseProspect(twin)
  expect(await Prospects.countDocuments()).toBe(0)
  expect(await Merges.countDocuments()).toBe(0)
  const { database } = await import('../../db/connect')
  for (const collection of await database().collections()) {
    const rows = await collection.find().toArray()
    const naming = rows.filter(
      (row) => /lovelace|visitor-twin|0123/i.test(JSON.stringify(row)) || JSON.stringify(row).includes(twin),
    )
    expect(naming, collection.collectionName).toEqual([])
  }
})

test('a merge that fails again and again tells why, and is left alone for longer each time', async () => {
  const { mergeId } = await merge()
  // Nothing is known any more of what it has to take back.
  await Merges.updateOne({ _id: mergeId }, { state: 'undoing', busy: [ada, twin], copy: null })
  const isLookedAt = async () => (await jobsWithWork()).includes('merges.finish')
  let second = 0
  setClock(() => new Date(at(31).getTime() + second * 1_000))
  for (const pause of [1, 2, 4, 8]) {
    expect(await isLookedAt()).toBe(true)
    await expect(finishMerges()).rejects.toThrow(`Merge ${mergeId} is not done yet: Error: merge`)
    second += pause - 0.5
    expect(await isLookedAt(), `${pause - 0.5} seconds after`).toBe(false)
    await finishMerges()
    second += 0.5
  }
  const failures = async () => (await Merges.findOne({ _id: mergeId }).lean())?.failures
  expect(await failures()).toBe(4)
  await finishMergeOf(ada)
  await finishMergeOf(ada)
  expect(await failures()).toBe(6)
})

describe('I11, I12: whatever dies or happens meanwhile', () => {
  /** Both have done things, of which some are planned and some wait; an effect waits for its next attempt. */
  async function begin(): Promise<void> {
    await insertEvents([enrolment(twin, 0), click(ada, 1)])
    await workUntilIdle()
    await insertEvents([click(twin, 2), click(ada, 3)])
  }

  async function end() {
    setClock(() => at(4 * 24 * 60))
    await workUntilIdle()
    const survivor = await loadProspect(ada)
    expect(await violations()).toEqual([])
    return {
      score: survivor.score,
      tags: survivor.tags.toSorted(),
      people: (await Prospects.distinct('_id')).toSorted(),
      tasks: await Tasks.countDocuments({ prospectId: ada }),
      runs: await Runs.countDocuments({ prospectId: ada, status: 'finished' }),
      plans: await Plans.countDocuments(),
      effects: await Effects.countDocuments({ state: 'done' }),
      clicks: await Events.countDocuments({ kind: 'link.clicked', state: 'planned', outcome: null }),
    }
  }

  async function afterDeaths(work: () => Promise<unknown>, prepare: () => Promise<void>) {
    await prepare()
    const again = await keepScene()
    const { writes } = await crashAt(null, work)
    const expected = await end()
    for (const point of crashPoints(writes)) {
      await again()
      setClock(() => at(30))
      await crashAt(point, work)
      await finishMerges()
      // Died before anything was written, it did not happen, and whoever asked was told so.
      if (!(await hasMerge('merged')) && !(await hasMerge('undone'))) await merge()
      if (work === undo && !(await hasMerge('undone'))) await undo()
      expect(await end(), `died ${point.when} write ${point.write} of ${writes}`).toEqual(expected)
    }
    return writes
  }

  const hasMerge = async (state: Merge['state']) => (await Merges.countDocuments({ state })) > 0

  async function undo() {
    const [done] = await Merges.find({ state: 'merged' }).lean()
    if (done) await undoMerge({ id: ada, mergeId: done._id, by: 'grace' })
  }

  test('a merge that dies at any write is finished by the next tick', async () => {
    expect(await afterDeaths(() => merge(), begin)).toBeGreaterThan(12)
  })

  test('taking it back, too', async () => {
    const merged = async () => {
      await begin()
      await merge()
    }
    expect(await afterDeaths(undo, merged)).toBeGreaterThan(10)
  })

  test('clicks of both, planned and applied right before any write of a merge, count once', async () => {
    await begin()
    const again = await keepScene()
    const writes = await overtakeAt(
      0,
      () => merge(),
      async () => undefined,
    )
    for (let write = 1; write <= writes; write++) {
      await again()
      setClock(() => at(30))
      const happen = async () => {
        await insertEvents([click(twin, 5), click(ada, 6)])
        await workUntilIdle()
      }
      await overtakeAt(write, () => merge(), happen)
      const told = await end()
      expect(told.clicks, `right before write ${write}`).toBe(5)
      expect(told.people).toEqual([ada])
    }
  })

  test('clicks of both, right before any write of taking it back, count once', async () => {
    await begin()
    await merge()
    const again = await keepScene()
    const writes = await overtakeAt(0, undo, async () => undefined)
    for (let write = 1; write <= writes; write++) {
      await again()
      setClock(() => at(30))
      const happen = async () => {
        await insertEvents([click(twin, 5), click(ada, 6)])
        await workUntilIdle()
      }
      await overtakeAt(write, undo, happen)
      const told = await end()
      expect(told.clicks, `right before write ${write}`).toBe(5)
      expect(told.people).toEqual([ada, twin].toSorted())
    }
  })
})
