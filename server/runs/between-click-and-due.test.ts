import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WorkflowDocument } from '@/workflows/document/document'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { createLink, createLinkSchema } from '../links/create-link'
import { removeLink } from '../links/remove-link'
import { updateLink } from '../links/update-link'
import { createMessage } from '../messages/create-message'
import { Mails } from '../messages/mail'
import type { MessageRecord } from '../messages/message-record'
import { saveMessage } from '../messages/save-message'
import { updateProspect } from '../prospects/update-prospect'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { planUntilIdle, workUntilIdle } from '../testing/work-until-idle'
import { archiveWorkflow } from '../workflows/archive-workflow'
import { createWorkflow } from '../workflows/create-workflow'
import { publishWorkflow } from '../workflows/publish-workflow'
import { saveDraft } from '../workflows/save-draft'
import { Runs } from './run'

useTestDatabase()
afterEach(() => setClock(null))

const start = new Date('2026-01-15T08:00:00Z')
const later = (ms: number) => new Date(start.getTime() + ms)
const workAt = async (at: Date) => {
  setClock(() => at)
  await workUntilIdle()
}

/** A click is worth points at once; when the wait is over there is a mail, a tag and more points. */
function drawn(linkId: string, messageId: string, wait = 'P30D', by = 1, tag = 'waited'): WorkflowDocument {
  return drawing({
    nodes: ['goal', 'score', 'mails'],
    edges: ['goal>score', 'score>mails'],
    types: { goal: 'redirect-link-clicked', score: 'adjust-score', mails: 'sequence' },
    configs: {
      goal: { linkIds: [linkId] },
      score: { by },
      mails: {
        steps: [
          { id: 'w', type: 'wait', config: { for: wait } },
          { id: 'm', type: 'send-email', config: { messageId } },
          { id: 't', type: 'add-tags', config: { tags: [tag] } },
          { id: 's', type: 'adjust-score', config: { by: 10 * by } },
        ],
      },
    },
  })
}

type Scene = {
  workflowId: string
  linkId: string
  message: MessageRecord
  prospectId: string
}

/** Published, and clicked; nobody has worked on it yet. */
async function begin(wait?: string): Promise<Scene> {
  setClock(() => start)
  const link = await createLink(createLinkSchema.parse({ name: 'Offer', destination: 'https://example.com' }))
  const message = await createMessage({ name: 'M', subject: 'As published', html: '<p>As published</p>' })
  const document = drawn(link.id, message.id, wait)
  const { id: workflowId } = await createWorkflow({ name: 'W', document })
  expect(await publishWorkflow({ id: workflowId }, 'ada')).toMatchObject({ ok: true })
  const { _id: prospectId } = await insertProspect({ email: 'ada@example.com' })
  const click = { kind: 'link.clicked', linkId: link.id, messageId: null } as const
  await recordEvent(click, { prospectId, at: start })
  return { workflowId, linkId: link.id, message, prospectId }
}

async function end({ prospectId }: Scene) {
  const { score, tags } = await prospectNow(prospectId)
  const mails = await collectionOf(Mails).find().toArray()
  const effects = await collectionOf(Effects).find().toArray()
  const runs = await collectionOf(Runs).find().toArray()
  return {
    score,
    tags,
    mails: mails.map(({ subject, to }) => [subject, to]),
    effects: effects.map(({ kind, state }) => `${kind} ${state}`).toSorted(),
    runs: runs.map(({ status }) => status),
  }
}

async function draftOf({ workflowId, linkId, message }: Scene) {
  const document = drawn(linkId, message.id, 'P1D', 100, 'another')
  return saveDraft({ id: workflowId, revision: 1, document })
}

const meddlings: [string, (scene: Scene) => Promise<unknown>][] = [
  ['the drawing is edited', draftOf],
  [
    'another version is published',
    async (scene) => {
      await draftOf(scene)
      expect(await publishWorkflow({ id: scene.workflowId }, 'ada')).toMatchObject({ ok: true, number: 2 })
    },
  ],
  ['the workflow is archived', ({ workflowId }) => archiveWorkflow(workflowId)],
  [
    'the link leads elsewhere',
    ({ linkId }) => updateLink(linkId, { destination: 'https://example.com/new' }),
  ],
  ['the link is deleted and tracked on', ({ linkId }) => removeLink(linkId, 'track')],
  ['the link is deleted and only redirects', ({ linkId }) => removeLink(linkId, 'redirect')],
  ['the link is deleted and gone', ({ linkId }) => removeLink(linkId, 'gone')],
  [
    'the email gets other words',
    ({ message: { id, revision } }) =>
      saveMessage({ id, revision, subject: 'Another', html: '<p>Another</p>' }),
  ],
]

describe('I19: between click and due time', () => {
  let expected: Awaited<ReturnType<typeof end>>
  beforeEach(async () => {
    const scene = await begin()
    await workAt(start)
    await workAt(later(31 * 86_400_000))
    expected = await end(scene)
    expect(expected).toMatchObject({
      score: 11,
      tags: ['waited'],
      mails: [['As published', 'ada@example.com']],
      runs: ['finished'],
    })
    await emptyDatabase()
  })

  test.each(meddlings)('%s: what waits happens as if nothing had', async (_what, meddle) => {
    const scene = await begin()
    await workAt(start)
    await meddle(scene)
    await workAt(later(31 * 86_400_000))
    expect(await end(scene)).toEqual(expected)
  })

  test.each(meddlings)('%s before a worker applies what is planned: the same', async (_what, meddle) => {
    const scene = await begin()
    await planUntilIdle()
    await meddle(scene)
    await workAt(later(1_000))
    await workAt(later(31 * 86_400_000))
    expect(await end(scene)).toEqual(expected)
  })

  test('only who may be written to is looked at again when it is due', async () => {
    const scene = await begin()
    await workAt(start)
    await updateProspect(scene.prospectId, { consent: { email: 'unsubscribed' } })
    await workAt(later(31 * 86_400_000))
    expect(await end(scene)).toMatchObject({ score: 11, tags: ['waited'], mails: [] })
  })
})

describe('a wait of many months', () => {
  const due = new Date('2027-07-15T08:00:00Z')

  test('I18: 18 months are over after 18 months, not a millisecond sooner, and once, whoever works how often', async () => {
    const scene = await begin('P18M')
    await workAt(start)
    for (const at of [new Date('2026-02-15T08:00:00Z'), new Date(due.getTime() - 1)]) {
      await workAt(at)
      expect(await prospectNow(scene.prospectId)).toMatchObject({ score: 1, tags: [] })
    }
    setClock(() => due)
    await Promise.all([workUntilIdle(), workUntilIdle(), workUntilIdle()])
    await workUntilIdle()
    await workAt(new Date('2037-01-01T00:00:00Z'))
    expect(await prospectNow(scene.prospectId)).toMatchObject({ score: 11, tags: ['waited'] })
    expect(await collectionOf(Mails).countDocuments()).toBe(1)
    expect(await collectionOf(Events).countDocuments({ kind: 'timer.elapsed' })).toBe(1)
  })

  test('I18: of a server that was off when it was over, it is made up for once', async () => {
    const scene = await begin('P18M')
    await workAt(start)
    await workAt(new Date('2029-01-01T00:00:00Z'))
    await workAt(new Date('2030-01-01T00:00:00Z'))
    expect(await prospectNow(scene.prospectId)).toMatchObject({ score: 11, tags: ['waited'] })
    expect(await collectionOf(Mails).countDocuments()).toBe(1)
  })
})
