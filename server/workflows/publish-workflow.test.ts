import { expect, test } from 'vitest'
import { emptyDocument, type WorkflowDocument } from '@/workflows/document/document'
import { drawing } from '@/workflows/edit/testing/drawing'
import { recordEvent } from '../events/record-event'
import { createLink, createLinkSchema } from '../links/create-link'
import { createMessage } from '../messages/create-message'
import { saveMessage } from '../messages/save-message'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { createWorkflow } from './create-workflow'
import { findWorkflow } from './find-workflow'
import { listVersions } from './list-versions'
import { loadVersion } from './load-version'
import { loadWorkflow } from './load-workflow'
import { publishWorkflow } from './publish-workflow'
import { restoreVersion } from './restore-version'
import { saveDraft } from './save-draft'
import { setLive } from './set-live'
import { Versions } from './version'
import { Workflows } from './workflow'

useTestDatabase()

/** Enrolled, then one tag. */
function tagging(tag: string): WorkflowDocument {
  return {
    ...emptyDocument,
    nodes: [
      { id: 'start', type: 'enrolled', name: '', config: {}, position: { x: 0, y: 0 } },
      {
        id: 'tag',
        type: 'add-tags',
        name: '',
        config: { tags: [tag], criteria: null },
        position: { x: 300, y: 0 },
      },
    ],
    edges: [{ id: 'e', from: 'start', output: 'next', to: 'tag' }],
  }
}

async function makeWorkflow(document = tagging('one')): Promise<string> {
  return (await createWorkflow({ name: 'W', document })).id
}

const codeOf = (error: { code: string }) => error.code

test('publishing makes version 1 and sets it live; a changed draft makes version 2', async () => {
  const id = await makeWorkflow()
  const first = await publishWorkflow({ id, revision: 1 }, 'ada')
  expect(first).toMatchObject({ ok: true, number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await loadWorkflow(id)).toMatchObject({ live: { number: 1 }, hasUnpublishedChanges: false })

  const { revision } = await saveDraft({ id, revision: 1, document: tagging('two') })
  expect(await loadWorkflow(id)).toMatchObject({ live: { number: 1 }, hasUnpublishedChanges: true })
  expect(await publishWorkflow({ id, revision }, 'ada')).toMatchObject({ ok: true, number: 2 })
  expect(await listVersions(id)).toMatchObject([
    { number: 2, isLive: true },
    { number: 1, isLive: false },
  ])
})

test('KP-9: what is drawn does nothing before it is published; then events from that moment on start it', async () => {
  const goalOf = (linkId: string, tag: string) =>
    drawing({
      nodes: ['goal', 'tag'],
      edges: ['goal>tag'],
      types: { goal: 'redirect-link-clicked' },
      configs: { goal: { linkIds: [linkId] }, tag: { tags: [tag] } },
    })
  const { id: linkId } = await createLink(
    createLinkSchema.parse({ name: 'L', destination: 'https://example.com' }),
  )
  const { _id } = await insertProspect()
  const tagsAfterClick = async () => {
    await recordEvent({ kind: 'link.clicked', linkId, messageId: null }, { prospectId: _id })
    await workUntilIdle()
    return (await prospectNow(_id)).tags
  }
  const id = await makeWorkflow(goalOf(linkId, 'first'))
  expect(await tagsAfterClick()).toEqual([])
  expect(await publishWorkflow({ id, revision: 1 }, 'ada')).toMatchObject({ ok: true })
  await workUntilIdle()
  expect((await prospectNow(_id)).tags, 'the click before').toEqual([])
  expect(await tagsAfterClick()).toEqual(['first'])
  const { revision } = await saveDraft({ id, revision: 1, document: goalOf(linkId, 'second') })
  expect(await tagsAfterClick(), 'the change is not published').toEqual(['first'])
  expect(await publishWorkflow({ id, revision }, 'ada')).toMatchObject({ ok: true, number: 2 })
  expect(await tagsAfterClick()).toEqual(['first', 'second'])
})

test('an incomplete drawing answers every problem, and makes no version', async () => {
  const document: WorkflowDocument = {
    ...emptyDocument,
    nodes: [
      { id: 'mail', type: 'send-email', name: '', config: { messageId: '' }, position: { x: 0, y: 0 } },
      { id: 'tags', type: 'add-tags', name: '', config: { tags: [] }, position: { x: 0, y: 0 } },
      { id: 'new', type: 'from-the-future', name: '', config: {}, position: { x: 0, y: 0 } },
    ],
    edges: [],
  }
  const id = await makeWorkflow(document)
  const published = await publishWorkflow({ id, revision: 1 }, 'ada')
  const problems = published.ok ? [] : published.problems
  expect(new Set(problems.map(({ nodeId }) => nodeId))).toEqual(new Set(['mail', 'tags', 'new', null]))
  for (const problem of problems) {
    expect(problem).toEqual({
      code: expect.any(String),
      nodeId: problem.nodeId,
      field: problem.field,
      message: expect.stringMatching(/\w/),
    })
  }
  expect(await Versions.countDocuments()).toBe(0)
})

test('a deleted email blocks publishing, and says so at the field', async () => {
  const document = tagging('x')
  document.nodes.push({
    id: 'mail',
    type: 'send-email',
    name: '',
    config: { messageId: 'f'.repeat(24), criteria: null },
    position: { x: 0, y: 0 },
  })
  document.edges.push({ id: 'e2', from: 'tag', output: 'next', to: 'mail' })
  const id = await makeWorkflow(document)
  expect(await publishWorkflow({ id, revision: 1 }, 'ada')).toMatchObject({
    ok: false,
    problems: [{ code: 'missing-reference', nodeId: 'mail', field: 'messageId' }],
  })
})

test('a draft that cannot be read is a problem, not a crash', async () => {
  const id = await makeWorkflow()
  await Workflows.updateOne({ _id: id }, { $set: { draft: { version: 99 } } })
  expect(await publishWorkflow({ id }, 'ada')).toMatchObject({
    ok: false,
    problems: [{ code: 'document-too-new' }],
  })
  expect(await loadWorkflow(id)).toMatchObject({ document: null, documentProblem: expect.any(String) })
})

test('of many publishers at once one wins, the others get a conflict', async () => {
  const id = await makeWorkflow()
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      publishWorkflow({ id, revision: 1 }, `user ${index}`).then(() => 'published', codeOf),
    ),
  )
  expect(outcomes.filter((outcome) => outcome === 'published')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(7)
  expect(await Versions.countDocuments()).toBe(1)
})

test('publishing again without a change is refused', async () => {
  const id = await makeWorkflow()
  await publishWorkflow({ id }, 'ada')
  await expect(publishWorkflow({ id }, 'ada')).rejects.toMatchObject({
    code: 'conflict',
    details: { number: 1 },
  })
})

test('a publisher who looked at an older draft is told the revision that is there', async () => {
  const id = await makeWorkflow()
  await saveDraft({ id, revision: 1, document: tagging('two') })
  await expect(publishWorkflow({ id, revision: 1 }, 'ada')).rejects.toMatchObject({
    code: 'conflict',
    details: { revision: 2 },
  })
})

test('a version keeps the words its emails had, and changed words are a reason to publish', async () => {
  const message = await createMessage({ name: 'M', subject: 'Before', html: '<p>Before</p>' })
  const document = tagging('x')
  document.nodes.push({
    id: 'mail',
    type: 'send-email',
    name: '',
    config: { messageId: message.id, criteria: null },
    position: { x: 0, y: 0 },
  })
  document.edges.push({ id: 'e2', from: 'tag', output: 'next', to: 'mail' })
  const id = await makeWorkflow(document)
  const first = await publishWorkflow({ id }, 'ada')
  await saveMessage({ id: message.id, revision: 1, subject: 'After' })
  expect((await loadVersion({ id, number: 1 })).messages).toMatchObject([{ subject: 'Before' }])
  const second = await publishWorkflow({ id }, 'ada')
  expect(second).toMatchObject({ ok: true, number: 2 })
  expect(second.ok && second.hash).not.toBe(first.ok && first.hash)
})

test('a version of an older format stays as it was stored, with its hash, and is read in today’s', async () => {
  const id = await makeWorkflow()
  await publishWorkflow({ id }, 'ada')
  const { settings: _new, ...rest } = tagging('one')
  const stored = { document: { ...rest, version: 1 }, hash: '1'.repeat(64) }
  await Versions.updateOne({ workflowId: id }, { $set: stored })
  expect(await loadVersion({ id, number: 1 })).toMatchObject({
    hash: stored.hash,
    document: tagging('one'),
  })
  expect(await Versions.findOne({ workflowId: id }).lean()).toMatchObject(stored)
})

test('the hash depends on content alone, not on the order of keys', async () => {
  const [a, b] = await Promise.all([
    makeWorkflow(tagging('same')),
    makeWorkflow(
      JSON.parse(
        JSON.stringify(tagging('same'), [
          'edges',
          'nodes',
          'version',
          'settings',
          'reentry',
          'mode',
          'to',
          'output',
          'from',
          'position',
          'y',
          'x',
          'config',
          'criteria',
          'tags',
          'name',
          'type',
          'id',
        ]),
      ),
    ),
  ])
  const [first, second] = await Promise.all([
    publishWorkflow({ id: a }, 'ada'),
    publishWorkflow({ id: b }, 'ada'),
  ])
  expect(first.ok && second.ok && first.hash === second.hash).toBe(true)
})

test('a version that was stored and not set live is finished by publishing the same again', async () => {
  const id = await makeWorkflow()
  await publishWorkflow({ id }, 'ada')
  await Workflows.updateOne({ _id: id }, { $set: { live: null } })
  await expect(publishWorkflow({ id }, 'ada')).rejects.toMatchObject({ code: 'conflict' })
  await Versions.updateMany({}, { $set: { publishedAt: new Date(Date.now() - 60_000) } })
  expect(await publishWorkflow({ id }, 'ada')).toMatchObject({ ok: true, number: 1 })
  expect(await Versions.countDocuments()).toBe(1)
  expect((await findWorkflow(id)).live?.number).toBe(1)
})

test('… and superseded by publishing something else', async () => {
  const id = await makeWorkflow()
  await publishWorkflow({ id }, 'ada')
  await Workflows.updateOne({ _id: id }, { $set: { live: null } })
  await Versions.updateMany({}, { $set: { publishedAt: new Date(Date.now() - 60_000) } })
  await saveDraft({ id, revision: 1, document: tagging('two') })
  expect(await publishWorkflow({ id }, 'ada')).toMatchObject({ ok: true, number: 2 })
  expect((await findWorkflow(id)).live?.number).toBe(2)
})

test('a late publisher never takes a later version off the air', async () => {
  const id = await makeWorkflow()
  await publishWorkflow({ id }, 'ada')
  const [version] = await Versions.find({ workflowId: id }).lean()
  await saveDraft({ id, revision: 1, document: tagging('two') })
  await publishWorkflow({ id }, 'ada')
  if (version) await setLive({ workflowId: id, version, liveRevision: 1 })
  expect((await findWorkflow(id)).live?.number).toBe(2)
})

test('?22: a workflow that would go round for ever with a live one is not published, and the round is named', async () => {
  const onTag = (tag: string, other: string) =>
    drawing({
      nodes: ['goal', 'off', 'on'],
      edges: ['goal>off', 'off>on'],
      types: { goal: 'tag-added', off: 'remove-tags' },
      configs: { goal: { tags: [tag] }, off: { tags: [tag] }, on: { tags: [other] } },
    })
  await publishWorkflow({ id: await makeWorkflow(onTag('ping', 'pong')) }, 'ada')
  const second = await publishWorkflow({ id: await makeWorkflow(onTag('pong', 'ping')) }, 'ada')
  expect(second).toMatchObject({
    ok: false,
    problems: [{ code: 'loop', nodeId: 'goal', message: expect.stringContaining('→') }],
  })
})

test('an old version becomes the draft again, and nothing goes live by that', async () => {
  const id = await makeWorkflow(tagging('one'))
  await publishWorkflow({ id }, 'ada')
  await saveDraft({ id, revision: 1, document: tagging('two') })
  const { revision } = await restoreVersion({ id, number: 1, revision: 2 })
  const { document, live } = await loadWorkflow(id)
  expect(revision).toBe(3)
  expect(document).toEqual(tagging('one'))
  expect(live?.number).toBe(1)
})

test('of two people who save from the same revision, the second is told', async () => {
  const id = await makeWorkflow()
  const saves = ['a', 'b'].map((tag) =>
    saveDraft({ id, revision: 1, document: tagging(tag) }).then(({ revision }) => revision, codeOf),
  )
  expect((await Promise.all(saves)).map(String).toSorted()).toEqual(['2', 'conflict'])
})

test.each([
  ['no document', undefined],
  ['a text', 'nodes'],
  ['no nodes', { version: 1 }],
  ['a later format', { version: 99, nodes: [], edges: [] }],
  ['nodes without ids', { version: 1, nodes: [{ type: 'wait' }], edges: [] }],
])('a malformed document (%s) is refused with a sentence, and the draft stays', async (_what, document) => {
  const id = await makeWorkflow()
  await expect(saveDraft({ id, revision: 1, document })).rejects.toMatchObject({
    code: 'invalid-input',
    userMessage: expect.stringMatching(/document/),
  })
  expect(await loadWorkflow(id)).toMatchObject({ revision: 1, document: tagging('one') })
})
