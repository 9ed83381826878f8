import { expect, test } from 'vitest'
import { importAtOnce, importQuerySchema } from '../bulk-operations/import/import-at-once'
import { uploadText } from '../bulk-operations/testing/upload-text'
import { insertEvents } from '../events/record-event'
import { reportEvent, reportEventSchema } from '../events/report-event'
import { readJoinForm } from '../join/join-form'
import { createLink, createLinkSchema } from '../links/create-link'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { workUntilIdle } from '../testing/work-until-idle'
import { loadReferences } from '../workflows/load-references'
import { createProspect, createProspectSchema } from './create-prospect'
import { listProspects, listProspectsSchema } from './list-prospects'
import { listTimeline } from './list-timeline'
import { loadProspect } from './load-prospect'
import { Prospects } from './prospect'
import { updateProspect, updateProspectSchema } from './update-prospect'

useTestDatabase()

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

test('what is not given is empty, and what is given is read back', async () => {
  const { id } = await createProspect(createProspectSchema.parse({ email: ' Ada@Example.com ', score: 5 }))
  expect(await loadProspect(id)).toMatchObject({
    id,
    email: 'ada@example.com',
    firstName: '',
    fields: {},
    tags: [],
    score: 5,
    consent: { email: 'unknown', tracking: 'unknown' },
    lastActivityAt: null,
  })
})

test('bookkeeping is never shown', async () => {
  const { id } = await createProspect({})
  await Prospects.updateOne({ _id: id }, { $set: { changedBy: 'a command' } })
  const shown = await loadProspect(id)
  for (const name of ['fx', 'visitorIds', 'changedBy']) expect(shown).not.toHaveProperty(name)
})

test('an address belongs to one prospect; the conflict names the other', async () => {
  const ada = await createProspect({ email: 'ada@example.com' })
  const bo = await createProspect({ email: 'bo@example.com' })
  const conflict = { code: 'conflict', details: { field: 'email', prospectId: ada.id } }
  await expect(createProspect({ email: 'ada@example.com' })).rejects.toMatchObject(conflict)
  await expect(updateProspect(bo.id, { email: 'ada@example.com' })).rejects.toMatchObject(conflict)
})

test('two spellings of one domain are one prospect, at every door', async () => {
  const { id } = await createProspect(createProspectSchema.parse({ email: 'Jo@Bücher.example' }))
  expect((await loadProspect(id)).email).toBe('jo@xn--bcher-kva.example')
  const again = createProspectSchema.parse({ email: 'jo@BU\u0308CHER.example' })
  await expect(createProspect(again)).rejects.toMatchObject({ code: 'conflict' })
  const wanted = listProspectsSchema.parse({ email: 'jo@bücher.example' })
  expect((await listProspects(wanted)).items).toMatchObject([{ id }])
  const file = 'email,first name\njo@xn--bcher-kva.example,Jo\nJO@bücher.example,Joanna\n'
  const imported = await importAtOnce(await uploadText(file), importQuerySchema.parse({}), 'test')
  expect(imported.counts).toEqual({ updated: 1, repeated: 1 })
  expect((await loadProspect(id)).firstName).toBe('Joanna')
  const seen = reportEventSchema.parse({ type: 'seen', prospect: { email: 'jo@bücher.EXAMPLE' } })
  expect(await reportEvent(seen, 'test')).toMatchObject({ prospectId: id })
  expect(readJoinForm({ email: 'jo@bücher.example' }, false)).toMatchObject({
    form: { email: 'jo@xn--bcher-kva.example' },
  })
})

test('of many who create the same address at once, one succeeds', async () => {
  const tries = Array.from({ length: 6 }, () =>
    createProspect({ email: 'ada@example.com' }).then(
      () => 'created',
      ({ code }) => code,
    ),
  )
  expect((await Promise.all(tries)).toSorted()).toEqual([...Array(5).fill('conflict'), 'created'])
})

test('any number of prospects can be without an address', async () => {
  await Promise.all([createProspect({}), createProspect({ email: null })])
  expect((await listProspects({})).items).toHaveLength(2)
})

test('a change leaves everything else alone, also inside fields and consent', async () => {
  const { id } = await createProspect({
    firstName: 'Ada',
    fields: { industry: 'retail', size: 5 },
    consent: { email: 'subscribed' },
  })
  await updateProspect(id, { fields: { size: 6 }, consent: { tracking: 'denied' } })
  expect(await loadProspect(id)).toMatchObject({
    firstName: 'Ada',
    fields: { industry: 'retail', size: 6 },
    consent: { email: 'subscribed', tracking: 'denied' },
  })
})

test('a custom field registers itself with a label and a type, once', async () => {
  await createProspect({ fields: { companySize: 5, is_customer: true } })
  await createProspect({ fields: { companySize: 9, industry: 'retail' } })
  const { fields } = await loadReferences()
  expect(fields.filter(({ name }) => name.startsWith('fields.'))).toEqual([
    { name: 'fields.companySize', label: 'Company size', type: 'number', isWritable: true },
    { name: 'fields.industry', label: 'Industry', type: 'text', isWritable: true },
    { name: 'fields.is_customer', label: 'Is customer', type: 'boolean', isWritable: true },
  ])
})

test.each(['$set', 'a.b', '', '1st', 'a b', 'x'.repeat(65)])('the field key “%s” is refused', (key) => {
  const fields = JSON.parse(`{${JSON.stringify(key)}: 1}`)
  expect(updateProspectSchema.safeParse({ fields }).success).toBe(false)
})

test('every word of a search must be found in name, organization or address', async () => {
  const make = (firstName: string, lastName: string, organization: string, email: string) =>
    createProspect({ firstName, lastName, organization, email })
  await make('Ada', 'Lovelace', 'Engines (Ltd.)', 'ada@engines.example')
  await make('Ada', 'Yonath', 'Weizmann', 'ada.yonath@weizmann.example')
  const found = async (search: string) =>
    (await listProspects({ search })).items.map(({ lastName }) => lastName).toSorted()
  expect(await found('ada')).toEqual(['Lovelace', 'Yonath'])
  expect(await found('ada LOVE')).toEqual(['Lovelace'])
  expect(await found('(ltd.)')).toEqual(['Lovelace'])
  expect(await found('ada@')).toEqual(['Lovelace'])
  expect(await found('weizmann.example')).toEqual(['Yonath'])
  expect(await found('.*')).toEqual([])
})

test('IR-9: every click stands in the timeline, also a robot’s, newest first and page by page', async () => {
  const { id } = await createProspect({ firstName: 'Ada' })
  const link = await createLink(createLinkSchema.parse({ name: 'Guide', destination: 'https://example.com' }))
  const ids = { recipientId: id, messageId: null, senderId: null, sharerId: null }
  const clicks = [firefox, 'curl/8.0', firefox].map((userAgent, index) => ({
    ...makeClick({ ids, userAgent }, { id: link.id }),
    at: new Date(Date.UTC(2026, 0, 1, 12, index)),
  }))
  await insertEvents(clicks)
  await workUntilIdle()
  const first = await listTimeline(id, { limit: 2 })
  const rest = await listTimeline(id, { limit: 2, cursor: first.next })
  expect([...first.items, ...rest.items].map(({ id: entry }) => entry)).toEqual(
    clicks.map(({ _id }) => _id).toReversed(),
  )
  expect(rest.next).toBeNull()
  expect(first.items[0]).toMatchObject({
    kind: 'link.clicked',
    summary: 'Clicked “Guide”',
    verdict: 'human',
    linkId: link.id,
  })
  expect(first.items[1]).toMatchObject({ verdict: 'bot', reasons: [expect.stringContaining('curl')] })
})
