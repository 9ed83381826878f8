import { afterEach, describe, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { documentOf, type FinishAction } from '@/workflows/finish-actions'
import type { FinishActionHost } from '@/workflows/hosts'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { insertEvents, recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { Leads } from '../leads/lead'
import { Links } from '../links/link'
import { removeLink } from '../links/remove-link'
import { createList } from '../lists/create-list'
import { createMessage } from '../messages/create-message'
import { Mails } from '../messages/mail'
import { executableVersions } from '../runs/executable-versions'
import { listRuns } from '../runs/list-runs'
import { loadRun } from '../runs/load-run'
import { loadPlanningState } from '../runs/planning-state'
import { Runs } from '../runs/run'
import { changeSettings, forgetSettings } from '../settings/workspace-settings'
import { Tasks } from '../tasks/task'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { archiveWorkflow } from '../workflows/archive-workflow'
import { findWorkflow } from '../workflows/find-workflow'
import { listWorkflows } from '../workflows/list-workflows'
import { loadReferences } from '../workflows/load-references'
import { saveDraft } from '../workflows/save-draft'
import { Versions } from '../workflows/version'
import { Workflows } from '../workflows/workflow'
import { listIdOf } from './find-list'
import { loadFinishActions } from './load-finish-actions'
import { saveFinishActions } from './save-finish-actions'

useTestDatabase()
afterEach(() => {
  setClock(null)
  forgetSettings()
})

const action = (
  id: string,
  type: string,
  config: FinishAction['config'],
  criteria: FinishAction['criteria'] = null,
): FinishAction => ({ id, name: `Action ${id}`, type, config, criteria })
const tag = (id: string) => action(id, 'add-tags', { tags: [id] })
const atLeastTen: FinishAction['criteria'] = {
  combinator: 'and',
  rules: [{ field: 'score', operator: '>=', value: 10 }],
}

async function newLink(values: Parameters<typeof makeLink>[0] = {}): Promise<FinishActionHost> {
  const link = makeLink({ name: 'Plans', ...values })
  await collectionOf(Links).insertOne(link)
  return { kind: 'link', id: link._id, on: null }
}

/** Saves a list that is expected to be fine. */
async function save(host: FinishActionHost, items: FinishAction[], revision?: number) {
  const saved = await saveFinishActions(host, { items, revision }, 'ada')
  if (!saved.ok) throw new Error(saved.problems.map(({ message }) => message).join(' '))
  return saved.list
}

const click = (linkId: string, prospectId: string, at = new Date()) =>
  recordEvent({ kind: 'link.clicked', linkId, messageId: null }, { prospectId, at })
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const codeOf = (error: { code: string }) => error.code
const runsNow = () => collectionOf(Runs).find().sort({ startedAt: 1, _id: 1 }).toArray()

describe('a list that is saved', () => {
  test('runs at the next click, in its order, and the run is named after its link', async () => {
    const host = await newLink()
    const list = await save(host, [tag('first'), action('plus', 'adjust-score', { by: 3 })])
    expect(list).toMatchObject({
      version: 1,
      publishedBy: expect.any(String),
      items: [{ id: 'first' }, { id: 'plus' }],
    })
    const { _id } = await insertProspect({ score: 1 })
    await click(host.id, _id)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ tags: ['first'], score: 4 })
    const { items } = await listRuns({})
    expect(items).toMatchObject([{ status: 'finished', workflow: { name: 'Finish actions of Plans', host } }])
    await Links.updateOne({ _id: host.id }, { $set: { name: 'Prices' } })
    const { workflow, steps } = await loadRun(items[0]?.id ?? '')
    expect(workflow.name).toBe('Finish actions of Prices')
    expect(steps.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Link clicked', 'reached'],
      ['Action first', 'performed'],
      ['Action plus', 'performed'],
    ])
  })

  test('comes back as it was, with ids for entries that had none', async () => {
    const host = await newLink()
    const { id: _id, ...withoutId } = action('x', 'add-tags', { tags: ['hot'] }, atLeastTen)
    const saved = await saveFinishActions(host, { items: [withoutId] }, 'ada')
    expect(saved).toMatchObject({ ok: true, list: { items: [withoutId] } })
    const { items } = await loadFinishActions(host)
    expect(items).toMatchObject([{ ...withoutId, id: expect.stringMatching(/^[0-9a-f]{24}$/) }])
    expect((await save(host, items)).version).toBe(1)
  })

  test('with problems is refused whole, each with its entry and field, and nothing changes', async () => {
    const host = await newLink()
    await save(host, [tag('a')])
    const broken = [action('a', 'add-tags', { tags: [] }), action('w', 'wait', { for: 'P1D' })]
    const saved = await saveFinishActions(host, { items: broken }, 'ada')
    expect(saved).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ nodeId: 'a', field: 'tags' }),
        expect.objectContaining({ nodeId: 'w', code: 'not-available' }),
      ]),
    })
    expect(await loadFinishActions(host)).toMatchObject({ version: 1, items: [{ config: { tags: ['a'] } }] })
  })

  test('unchanged stays at its version', async () => {
    const host = await newLink()
    const first = await save(host, [tag('a')])
    const again = await save(host, [tag('a')], first.revision)
    expect(again).toEqual(first)
    expect(await Versions.countDocuments()).toBe(1)
  })

  test('of many at once one wins, the others get a conflict and lose nothing', async () => {
    const host = await newLink()
    const { revision } = await loadFinishActions(host)
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        save(host, [tag(`by-${index}`)], revision).then(({ items }) => items[0]?.id, codeOf),
      ),
    )
    const winners = outcomes.filter((outcome) => outcome !== 'conflict')
    expect(winners).toHaveLength(1)
    const list = await loadFinishActions(host)
    expect(list.items.map(({ id }) => id)).toEqual(winners)
    await expect(save(host, [tag('late')], revision)).rejects.toMatchObject({ code: 'conflict' })
    expect((await save(host, [tag('late')], list.revision)).items).toMatchObject([{ id: 'late' }])
  })

  test('needs a host that exists', async () => {
    const nowhere: FinishActionHost = { kind: 'link', id: 'nowhere', on: null }
    await expect(save(nowhere, [])).rejects.toMatchObject({ code: 'not-found' })
    await expect(loadFinishActions({ kind: 'form', id: 'nowhere', on: null })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('what happens on the host', () => {
  test('IR-13, IF-10: score 5, one action adds 5, the next with “score at least 10” does not run', async () => {
    const host = await newLink()
    const list = await save(host, [
      action('plus', 'adjust-score', { by: 5 }),
      action('hot', 'add-tags', { tags: ['hot'] }, atLeastTen),
    ])
    expect(list.warnings).toMatchObject([{ nodeId: 'hot', field: 'criteria' }])
    const { _id } = await insertProspect({ score: 5 })
    await click(host.id, _id)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ score: 10, tags: [] })
    await click(host.id, _id)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ score: 15, tags: ['hot'] })
  })

  test('IF-9: after a reorder the next click runs in the new order; runs before stay as they were', async () => {
    const host = await newLink()
    const { _id } = await insertProspect()
    await save(host, [tag('a'), tag('b')])
    await click(host.id, _id, new Date(1_000))
    await workUntilIdle()
    const [before] = await runsNow()
    expect((await save(host, [tag('b'), tag('a')])).version).toBe(2)
    await click(host.id, _id, new Date(2_000))
    await workUntilIdle()
    const [first, second] = await runsNow()
    expect(first).toEqual(before)
    const orderOf = async (id = '') => (await loadRun(id)).steps.slice(1).map(({ nodeId }) => nodeId)
    expect(await orderOf(first?._id)).toEqual(['a', 'b'])
    expect(await orderOf(second?._id)).toEqual(['b', 'a'])
  })

  test('IF-8: a list is not retroactive: clicks before it do nothing, now or later', async () => {
    const host = await newLink()
    const { _id } = await insertProspect()
    const early = await click(host.id, _id)
    await workUntilIdle()
    await save(host, [tag('late')])
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ tags: [] })
    expect(await collectionOf(Events).findOne({ _id: early })).toMatchObject({ outcome: 'no-live-goal' })
  })

  test.each([61, 200, 730])('IF-6: a click %i days later still runs', async (days) => {
    const host = await newLink()
    const { _id } = await insertProspect()
    await save(host, [tag('still')])
    const later = new Date(Date.now() + days * 24 * 3_600_000)
    setClock(() => later)
    await click(host.id, _id, later)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ tags: ['still'] })
  })

  test('IF-7, ?2: three clicks are three runs', async () => {
    const host = await newLink()
    const { _id } = await insertProspect()
    await save(host, [action('plus', 'adjust-score', { by: 2 })])
    for (const minute of [1, 2, 3]) await click(host.id, _id, new Date(minute * 60_000))
    await workUntilIdle()
    expect(await runsNow()).toHaveLength(3)
    expect(await prospectNow(_id)).toMatchObject({ score: 6 })
  })

  test('IR-4: each action decides by the data of the prospect whether it executes', async () => {
    const host = await newLink()
    const organization = (operator: '=' | '!=', value: string): FinishAction['criteria'] => ({
      combinator: 'and',
      rules: [{ field: 'organization', operator, value }],
    })
    await save(host, [
      action('acme', 'add-tags', { tags: ['acme'] }, organization('=', 'Acme')),
      action('other', 'add-tags', { tags: ['other'] }, organization('!=', 'Acme')),
      action('hot', 'add-tags', { tags: ['hot'] }, atLeastTen),
      tag('all'),
    ])
    const people = [
      await insertProspect({ organization: 'Acme', score: 3 }),
      await insertProspect({ organization: 'Globex', score: 10 }),
      await insertProspect({ organization: '', score: 9 }),
    ]
    for (const { _id } of people) await click(host.id, _id)
    await workUntilIdle()
    const tags = await Promise.all(people.map(async ({ _id }) => (await prospectNow(_id)).tags))
    expect(tags).toEqual([
      ['acme', 'all'],
      ['other', 'hot', 'all'],
      ['other', 'all'],
    ])
  })

  test('IR-12: a click adds to a list and updates field values', async () => {
    const host = await newLink()
    const list = await createList({ name: 'Clickers', description: '' })
    await save(host, [
      action('list', 'add-to-list', { listId: list.id }),
      action('stage', 'change-field', { field: 'fields.stage', value: 'interested' }),
      action('phone', 'change-field', { field: 'phone', value: '110' }),
    ])
    const [clicks, stays] = [await insertProspect(), await insertProspect()]
    await click(host.id, clicks._id)
    await workUntilIdle()
    expect(await prospectNow(clicks._id)).toMatchObject({
      lists: [list.id],
      fields: { stage: 'interested' },
      phone: '110',
    })
    expect(await prospectNow(stays._id)).toMatchObject({ lists: [], fields: {}, phone: '' })
  })

  test('?12: the goal of a workflow moves the prospect once, the finish actions of the link run every time', async () => {
    const host = await newLink()
    await save(host, [action('plus', 'adjust-score', { by: 1 })])
    const document = drawing({
      nodes: ['start', 'mails', 'goal', 'moved'],
      edges: ['start>mails', 'mails>goal', 'goal>moved'],
      types: { start: 'enrolled', mails: 'sequence', goal: 'redirect-link-clicked', moved: 'adjust-score' },
      configs: {
        mails: { steps: [{ id: 'w', type: 'wait', config: { for: 'P3D' } }] },
        goal: { linkIds: [host.id] },
        moved: { by: 100 },
      },
    })
    const { workflowId } = await publishDocument({ document })
    const { _id } = await insertProspect()
    await recordEvent(
      { kind: 'prospect.enrolled', workflowId, nodeId: null },
      { prospectId: _id, at: new Date(0) },
    )
    await workUntilIdle()
    for (const minute of [1, 2, 3]) await click(host.id, _id, new Date(minute * 60_000))
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ score: 103 })
  })

  test('IR-24: of six quick clicks on a link of an email, the list of the email runs for five', async () => {
    const mail = await createMessage({
      name: 'News',
      subject: 'News',
      html: '<p><a href="https://example.com">Look</a></p>',
    })
    await save({ kind: 'message', id: mail.id, on: 'click' }, [action('plus', 'adjust-score', { by: 1 })])
    const { _id } = await insertProspect()
    const ids = { recipientId: _id, messageId: mail.id, senderId: null, sharerId: null }
    const linkId = mail.links[0]?.id ?? ''
    const signals = { ids, userAgent: firefox }
    for (const second of [0, 1, 2, 3, 4, 5])
      await insertEvents([
        { ...makeClick(signals, { id: linkId, messageId: mail.id }), at: new Date(second * 1000) },
      ])
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ score: 5 })
    const held = await collectionOf(Events).find({ 'hold.reason': 'spam' }).toArray()
    expect(held.map(({ at }) => at.getTime())).toEqual([5000])
  })

  test('?21: three clicks convert once and say so, but create three tasks', async () => {
    const host = await newLink()
    const { _id } = await insertProspect()
    await save(host, [
      action('lead', 'convert-to-lead', {}),
      action('call', 'create-task', { title: 'Call {{ firstName }}' }),
    ])
    for (const minute of [1, 2, 3]) await click(host.id, _id, new Date(minute * 60_000))
    await workUntilIdle()
    expect(await collectionOf(Leads).countDocuments({ prospectId: _id })).toBe(1)
    expect(await collectionOf(Tasks).countDocuments({ prospectId: _id })).toBe(3)
    const conversions = await collectionOf(Effects).find({ kind: 'lead.convert' }).sort({ seq: 1 }).toArray()
    expect(conversions.map(({ reason }) => reason?.code ?? null)).toEqual([
      null,
      'already-converted',
      'already-converted',
    ])
  })

  test('?16: an emptied list does nothing, says so, and can be filled again', async () => {
    const host = await newLink()
    const { _id } = await insertProspect()
    await save(host, [tag('a')])
    const emptied = await save(host, [])
    expect(emptied).toMatchObject({ items: [], version: 2, publishedAt: expect.any(Date) })
    expect((await save(host, [])).version).toBe(2)
    const eventId = await click(host.id, _id)
    await workUntilIdle()
    expect(await collectionOf(Events).findOne({ _id: eventId })).toMatchObject({ outcome: 'no-live-goal' })
    expect(await runsNow()).toEqual([])
    expect((await save(host, [tag('a')])).version).toBe(3)
    await click(host.id, _id)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ tags: ['a'] })
  })

  test('?14: an email that an action sends is the one of the version, whatever its draft says', async () => {
    const host = await newLink()
    const { _id } = await insertProspect({ email: 'ada@example.com' })
    const mail = await createMessage({ name: 'Thanks', subject: 'As published', html: '<p>Hello</p>' })
    await save(host, [action('mail', 'send-email', { messageId: mail.id })])
    await click(host.id, _id)
    await workUntilIdle()
    expect(await collectionOf(Mails).findOne({ prospectId: _id })).toMatchObject({ subject: 'As published' })
  })

  test('IF-11, IF-13: each event of an email has a list of its own', async () => {
    const mail = await createMessage({ name: 'News', subject: 'News', html: '<p>Hello</p>' })
    const { _id } = await insertProspect()
    for (const on of ['click', 'open', 'unsubscribe'] as const)
      await save({ kind: 'message', id: mail.id, on }, [tag(on)])
    await recordEvent({ kind: 'link.clicked', linkId: 'any', messageId: mail.id }, { prospectId: _id })
    await workUntilIdle()
    expect((await prospectNow(_id)).tags).toEqual(['click'])
    await recordEvent({ kind: 'email.opened', messageId: mail.id }, { prospectId: _id })
    await recordEvent({ kind: 'email.unsubscribed', messageId: mail.id }, { prospectId: _id })
    await recordEvent({ kind: 'link.clicked', linkId: 'any', messageId: 'another' }, { prospectId: _id })
    await workUntilIdle()
    expect((await prospectNow(_id)).tags.toSorted()).toEqual(['click', 'open', 'unsubscribe'])
    expect(await loadFinishActions({ kind: 'message', id: mail.id, on: 'open' })).toMatchObject({
      items: [{ id: 'open' }],
    })
  })
})

test('planning a click reads the list of its link and no other one', async () => {
  const hosts = await Promise.all(Array.from({ length: 4 }, () => newLink()))
  for (const host of hosts) await save(host, [tag('a')])
  const { _id } = await insertProspect()
  const eventId = await click(hosts[2]?.id ?? '', _id)
  const event = await collectionOf(Events).findOne({ _id: eventId })
  if (!event) throw new Error('the click is stored')
  const { live } = await loadPlanningState([{ ...event, prospectId: _id }])
  expect(live.map(({ workflowId }) => workflowId)).toEqual([
    listIdOf(hosts[2] ?? { kind: 'link', id: '', on: null }),
  ])
})

test('more versions can be wanted at once than a process remembers', async () => {
  const versions = Array.from({ length: 1_200 }, (_, index) => ({
    _id: `version-${index}`,
    workflowId: `workflow-${index}`,
    number: 1,
    hash: String(index),
    document: documentOf({ kind: 'link', id: `link-${index}`, on: null }, [tag('a')]),
    messages: [],
    publishedAt: new Date(),
    publishedBy: 'ada',
  }))
  await collectionOf(Versions).insertMany(versions)
  const ids = versions.map(({ _id }) => _id)
  for (const _time of [1, 2]) expect((await executableVersions(ids)).size).toBe(1_200)
})

describe('a deleted link', () => {
  test('?16: keeps its finish actions for sent addresses when it is tracked on', async () => {
    const host = await newLink()
    const { _id } = await insertProspect()
    await save(host, [tag('a')])
    await removeLink(host.id, 'track')
    await click(host.id, _id)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ tags: ['a'] })
    expect((await save(host, [tag('b')])).version).toBe(2)
  })

  test.each(['redirect', 'gone'] as const)(
    '?16: that is %s starts nothing, and says so',
    async (afterDeletion) => {
      const host = await newLink()
      await save(host, [tag('a')])
      await removeLink(host.id, afterDeletion)
      expect(await loadFinishActions(host)).toMatchObject({ isOver: true, items: [{ id: 'a' }] })
      await expect(save(host, [tag('b')])).rejects.toMatchObject({ code: 'unprocessable' })
    },
  )
})

test('?11: webhooks on links wait for an admin to allow them', async () => {
  const host = await newLink()
  const hook = action('hook', 'fire-webhook', { url: 'https://example.com/hook' })
  expect(await saveFinishActions(host, { items: [hook] }, 'ada')).toMatchObject({
    ok: false,
    problems: [{ code: 'not-available', nodeId: 'hook' }],
  })
  await changeSettings({ areWebhooksOnLinks: true })
  expect((await save(host, [hook])).version).toBe(1)
})

test('dying at any write of a save leaves the old list or the new one, and saving again succeeds', async () => {
  const measured = await newLink()
  await save(measured, [tag('old')])
  const { writes } = await crashAt(null, () => save(measured, [tag('new')]))
  expect(writes).toBeGreaterThan(1)
  for (let write = 1; write <= writes; write++)
    for (const when of ['before', 'after'] as const) {
      const host = await newLink()
      await save(host, [tag('old')])
      const { crashed } = await crashAt({ write, when }, () => save(host, [tag('new')]))
      expect(crashed).toBe(true)
      const { _id } = await insertProspect()
      const [entry] = (await loadFinishActions(host)).items
      await click(host.id, _id)
      await workUntilIdle()
      expect((await prospectNow(_id)).tags).toEqual([entry?.id])
      const saved = await save(host, [tag('new')])
      expect(saved).toMatchObject({ version: 2, items: [{ id: 'new' }] })
      await click(host.id, _id)
      await workUntilIdle()
      expect((await prospectNow(_id)).tags).toContain('new')
    }
})

test('the doors of workflows leave finish action lists out', async () => {
  const host = await newLink()
  await save(host, [tag('a')])
  const id = listIdOf(host)
  expect(await Workflows.countDocuments({ _id: id })).toBe(1)
  expect((await listWorkflows({})).items).toEqual([])
  expect((await loadReferences()).workflows).toEqual([])
  for (const refused of [
    () => findWorkflow(id),
    () => archiveWorkflow(id),
    () => saveDraft({ id, revision: 2, document: { version: 1, nodes: [], edges: [] } }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: 'not-found' })
  expect(await collectionOf(Effects).countDocuments()).toBe(0)
})
