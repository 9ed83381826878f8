import { expect, test } from 'vitest'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { createLink } from '../links/create-link'
import { Links } from '../links/link'
import { createProspect } from '../prospects/create-prospect'
import { useTestDatabase } from '../testing/database'
import { createMessage } from './create-message'
import { listMessages } from './list-messages'
import { loadMessage } from './load-message'
import { previewMessage } from './preview-message'
import { saveMessage } from './save-message'

useTestDatabase()

const twoLinks =
  '<p><a href="https://a.example">A</a> <a href="https://b.example">B</a> <a href="tel:+49">C</a></p>'

test('an email’s web links are tracked from the first save, phone numbers are listed only (KP-1, KP-4)', async () => {
  const message = await createMessage({ name: 'Welcome', subject: 'Hi', html: twoLinks })
  expect(message.links.map(({ label, type }) => [label, type])).toEqual([
    ['A', 'url'],
    ['B', 'url'],
    ['C', 'phone'],
  ])
  const records = await Links.find({ messageId: message.id }).sort({ name: 1 }).lean()
  expect(records).toMatchObject([
    { _id: message.links[0]?.id, kind: 'email', destination: 'https://a.example', identity: 'token' },
    { _id: message.links[1]?.id, kind: 'email', destination: 'https://b.example', deletedAt: null },
  ])
  expect(records[0]?.slug).not.toBe(records[1]?.slug)
})

test('a link keeps id and slug when its destination changes, and leads there from then on (?14)', async () => {
  const message = await createMessage({ name: 'Welcome', html: twoLinks })
  const before = await Links.findOne({ _id: message.links[0]?.id }).lean()
  const html = message.html.replace('https://a.example', 'https://new.example').replace('>A<', '>New<')
  const saved = await saveMessage({ id: message.id, revision: 1, html })
  expect(saved.links.map(({ id }) => id)).toEqual(message.links.map(({ id }) => id))
  const after = await Links.findOne({ _id: message.links[0]?.id }).lean()
  expect(after).toMatchObject({ slug: before?.slug, destination: 'https://new.example', name: 'New' })
  expect(after?.updatedAt.getTime()).toBeGreaterThan(before?.updatedAt.getTime() ?? 0)
  const untouched = await Links.findOne({ _id: message.links[1]?.id }).lean()
  expect(untouched?.updatedAt).toEqual(untouched?.createdAt)
})

test('the link record of a removed link stays, so that sent mails keep working (?16)', async () => {
  const message = await createMessage({ name: 'Welcome', html: twoLinks })
  const saved = await saveMessage({ id: message.id, revision: 1, html: '<p>x</p>' })
  expect(saved.links).toEqual([])
  expect(await Links.countDocuments({ messageId: message.id, deletedAt: null })).toBe(2)
})

test('the later of two savers on one revision gets a conflict and changes nothing', async () => {
  const message = await createMessage({ name: 'Welcome', html: twoLinks })
  await saveMessage({ id: message.id, revision: 1, subject: 'first' })
  const late = saveMessage({ id: message.id, revision: 1, subject: 'second', html: '' })
  await expect(late).rejects.toMatchObject({ code: 'conflict', details: { revision: 2 } })
  expect(await loadMessage(message.id)).toMatchObject({ subject: 'first', revision: 2, html: message.html })
})

test('of many who save at the same moment exactly one wins', async () => {
  const { id } = await createMessage({ name: 'Welcome' })
  const saves = Array.from({ length: 8 }, (_, i) => saveMessage({ id, revision: 1, subject: `s${i}` }))
  const outcomes = await Promise.allSettled(saves)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await loadMessage(id)).revision).toBe(2)
})

test('HTML is cleaned before it is stored', async () => {
  const message = await createMessage({ name: 'x', html: '<p onclick="a()">a<script>b</script></p>' })
  expect(message.html).toBe('<p>a</p>')
})

test.each([
  ['<a href="javascript:alert(1)">x</a>', /“javascript:” addresses cannot/],
  ['<p>{{ firstname }}</p>', /Did you mean {{ firstName }}/],
  ['<p>{{ firstName </p>', /not complete/],
])('%s is refused with what to do (?18)', async (html, userMessage) => {
  await expect(createMessage({ name: 'x', html })).rejects.toMatchObject({
    code: 'unprocessable',
    userMessage: expect.stringMatching(userMessage),
  })
  expect((await listMessages()).items).toEqual([])
})

test('links copied over from another email become links of their own', async () => {
  const one = await createMessage({ name: 'one', html: '<a href="https://a.example">A</a>' })
  const two = await createMessage({ name: 'two', html: one.html })
  expect(two.links[0]?.id).not.toBe(one.links[0]?.id)
  expect(await Links.findOne({ _id: one.links[0]?.id }).lean()).toMatchObject({ messageId: one.id })
})

test('the tracked URL of a redirect link is that same link inside an email (IR-2)', async () => {
  const link = await createLink({ name: 'Spring', kind: 'redirect', destination: 'https://shop.example' })
  const html = `<a href="${getEnv().trackingUrl}/r/${link.slug}">Shop</a>`
  const message = await createMessage({ name: 'x', html })
  expect(message.links).toEqual([
    { id: link.id, label: 'Shop', destination: 'https://shop.example', type: 'url' },
  ])
  expect(await Links.countDocuments()).toBe(1)
  const direct = message.html.replace(/href="[^"]*"/, 'href="https://shop.example"')
  const saved = await saveMessage({ id: message.id, revision: 1, html: direct })
  expect(saved.links[0]?.id).not.toBe(link.id)
  expect(await Links.findOne({ _id: link.id }).lean()).toMatchObject({ name: 'Spring', messageId: null })
})

test('an email that does not exist is said to be missing', async () => {
  await expect(saveMessage({ id: newId(), revision: 1 })).rejects.toMatchObject({ code: 'not-found' })
})

test('the list shows the last changed email first and finds by name and subject', async () => {
  const a = await createMessage({ name: 'Spring (1)', subject: 'Sale' })
  await createMessage({ name: 'Autumn' })
  await saveMessage({ id: a.id, revision: 1, subject: 'Big sale' })
  expect((await listMessages()).items.map(({ name }) => name)).toEqual(['Spring (1)', 'Autumn'])
  expect((await listMessages({ search: '(1)' })).items).toHaveLength(1)
  expect((await listMessages({ search: 'big SALE' })).items).toHaveLength(1)
  expect((await listMessages({ search: '.*' })).items).toEqual([])
})

test('a preview shows a prospect’s own values, and its links go straight to their destinations', async () => {
  const { id } = await createMessage({
    name: 'x',
    subject: "Hi {{ firstName | default: 'there' }}",
    html: '<p>{{ fields.industry }}</p><a href="https://a.example">A</a>',
  })
  const ada = await createProspect({ firstName: 'Ada', fields: { industry: 'construction' } })
  const preview = await previewMessage({ id, prospectId: ada.id })
  expect(preview.subject).toBe('Hi Ada')
  expect(preview.html).toContain('<p>construction</p><a href="https://a.example">A</a>')
  expect(preview.text).toContain('construction')
  expect((await previewMessage({ id })).subject).toBe('Hi there')
})
