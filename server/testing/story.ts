import { expect } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import type { EventPayload } from '@/workflows/events'
import { collectionOf } from '../db/collection-of'
import { database } from '../db/connect'
import { derivedId } from '../db/new-id'
import { Effects } from '../effects/stored-effect'
import { packEvents } from '../events/packed-events'
import { inboxEvent, insertEvents } from '../events/record-event'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { newOwner } from '../jobs/owner'
import { Mails } from '../messages/mail'
import { Plans } from '../runs/plan'
import { Runs } from '../runs/run'
import { crashAt } from './crash-at'
import { insertProspect, prospectNow } from './insert-prospect'
import { publishDocument } from './publish-document'
import { workUntilIdle } from './work-until-idle'

/** Fixed ids, so that every telling goes the same way. */
const id = (name: string) => derivedId('story', name)
const start = new Date('2026-03-01T10:00:00Z')
const welcome = { id: id('mail'), name: 'Welcome', subject: 'Hello', html: '<p>Hello</p>' }

/** An email, a wait, a goal that stops it, changes of every kind, and a move into another workflow that waits too. */
const main = drawing({
  nodes: ['start', 'mails', 'goal', 'tag', 'untag', 'score', 'hot', 'field', 'move'],
  edges: [
    'start>mails',
    'mails>goal',
    'goal>tag',
    'tag>untag',
    'untag>score',
    'score>hot',
    'hot>field',
    'field>move',
  ],
  types: {
    start: 'enrolled',
    mails: 'sequence',
    goal: 'redirect-link-clicked',
    untag: 'remove-tags',
    score: 'adjust-score',
    field: 'change-field',
    move: 'move-to-sequence',
  },
  configs: {
    mails: {
      steps: [
        { id: 'm', type: 'send-email', config: { messageId: welcome.id } },
        { id: 'w', type: 'wait', config: { for: 'P3D' } },
      ],
    },
    goal: { linkIds: ['offer'] },
    tag: { tags: ['customer'] },
    untag: { tags: ['lead'] },
    score: { by: 5 },
    hot: {
      tags: ['hot'],
      criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
    },
    field: { field: 'fields.stage', value: 'won' },
    move: { workflowId: id('other'), nodeId: 'after' },
  },
})
const other = drawing({
  nodes: ['begin', 'after'],
  edges: ['begin>after'],
  types: { begin: 'enrolled', after: 'sequence' },
  configs: {
    after: {
      steps: [
        { id: 'w', type: 'wait', config: { for: 'P1D' } },
        { id: 't', type: 'add-tags', config: { tags: ['later'] } },
      ],
    },
  },
})

/** Removes what happened before, and puts the prospects back. */
export async function beginStory(): Promise<void> {
  for (const name of ['prospects', 'events', 'plans', 'runs', 'effects', 'mails', 'lanes', 'packed-events'])
    await database().collection(name).deleteMany({})
  await insertProspect({ _id: id('ada'), email: 'ada@example.com', score: 5, tags: ['lead'] })
  await insertProspect({ _id: id('bob'), email: 'bob@example.com', score: 20 })
}

/** The score of a prospect before anything happened. */
export const scoreAtStart = (prospectId: string) => (prospectId === id('ada') ? 5 : 20)

/**
 * What happens while a worker is there. Ada is enrolled and gets her mail, then clicks twice; Bob is enrolled and
 * clicks before anybody gets to it, all of this packed; and then two waits are over.
 */
export async function live(owner: string): Promise<void> {
  const happens = (who: string, minutes: number, payload: EventPayload) =>
    inboxEvent(payload, {
      prospectId: id(who),
      id: derivedId(who, minutes, payload.kind),
      at: minutesLater(minutes),
    })
  const enrolled = { kind: 'prospect.enrolled', workflowId: id('main'), nodeId: null } as const
  const click = { kind: 'link.clicked', linkId: 'offer', messageId: null } as const
  setClock(() => minutesLater(30))
  await insertEvents([happens('ada', 0, enrolled)])
  await workUntilIdle(owner)
  await packEvents([
    happens('ada', 10, click),
    happens('ada', 11, click),
    happens('bob', 12, enrolled),
    happens('bob', 13, click),
  ])
  await workUntilIdle(owner)
  setClock(() => minutesLater(5 * 24 * 60))
  await workUntilIdle(owner)
}

const minutesLater = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

/** Everything that counts at the end, in an order of its own. */
export async function story() {
  const all = <Row extends { _id: string }>(rows: Row[]) => rows.toSorted((a, b) => (a._id < b._id ? -1 : 1))
  const [events, plans, runs, effects, mails] = await Promise.all([
    collectionOf(Events).find().toArray(),
    collectionOf(Plans).find().toArray(),
    collectionOf(Runs).find().toArray(),
    collectionOf(Effects).find().toArray(),
    collectionOf(Mails).find().toArray(),
  ])
  const prospects = await Promise.all(['ada', 'bob'].map((name) => prospectNow(id(name))))
  return {
    prospects: prospects.map(({ score, tags, fields, lastActivityAt, fx }) => ({
      score,
      tags,
      fields,
      lastActivityAt,
      fx: fx.toSorted(),
    })),
    events: all(events).map(({ _id, kind, state, outcome }) => [_id, kind, state, outcome]),
    plans: all(plans).map(({ _id, seq, settled, snapshot, runs }) => ({ _id, seq, settled, snapshot, runs })),
    runs: all(runs).map(({ _id, status, state, planSeq, wakeAt }) => ({
      _id,
      status,
      state,
      planSeq,
      wakeAt,
    })),
    effects: all(effects).map(({ _id, kind, state, seq, index }) => [_id, kind, state, seq, index]),
    mails: all(mails).map(({ _id, state, subject }) => [_id, state, subject]),
  }
}

/** Publishes what the story runs on. */
export async function publishStory(): Promise<void> {
  await publishDocument({ workflowId: id('main'), document: main, messages: [welcome] })
  await publishDocument({ workflowId: id('other'), document: other })
}

/** How the story ends when nobody dies, and how many writes that takes. */
export async function tellUndisturbed() {
  await beginStory()
  const { writes } = await crashAt(null, () => live(newOwner()))
  const expected = await story()
  expect(expected.prospects).toMatchObject([
    { score: 10, tags: ['customer', 'later'], fields: { stage: 'won' } },
    { score: 25, tags: ['customer', 'hot', 'later'], fields: { stage: 'won' } },
  ])
  expect(expected.mails).toHaveLength(1)
  expect(writes).toBeGreaterThan(30)
  return { writes, expected }
}
