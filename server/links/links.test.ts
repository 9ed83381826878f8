import { expect, test } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { collectionOf } from '../db/collection-of'
import { getEnv } from '../env'
import { insertEvents } from '../events/record-event'
import { createMessage } from '../messages/create-message'
import { createProspect } from '../prospects/create-prospect'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { readToken, tokenKeys } from '../tracking/token'
import { type CreateLink, createLink, createLinkSchema } from './create-link'
import { createToken } from './create-token'
import { Links } from './link'
import { linkFacets } from './link-facets'
import { linkUsage } from './link-usage'
import { listLinkClicks } from './list-link-clicks'
import { listLinkProspects } from './list-link-prospects'
import { listLinks } from './list-links'
import { loadLink } from './load-link'
import { removeLink } from './remove-link'
import { restoreLink } from './restore-link'
import { updateLink, updateLinkSchema } from './update-link'

useTestDatabase()

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const make = (input: Partial<CreateLink> = {}) =>
  createLink(createLinkSchema.parse({ name: 'L', destination: 'https://example.com', ...input }))

test('?10: redirect links know visitors by cookie too, custom links by token only, unless it is said otherwise', async () => {
  expect((await make()).identity).toBe('token+cookie')
  expect((await make({ kind: 'custom' })).identity).toBe('token')
  expect((await make({ kind: 'custom', identity: 'token+cookie' })).identity).toBe('token+cookie')
})

test('made slugs are eight letters and digits that nobody mixes up', async () => {
  const links = await Promise.all(Array.from({ length: 20 }, () => make()))
  for (const { slug } of links) expect(slug).toMatch(/^[^\W_0Oo1lIi]{8}$/)
  expect(new Set(links.map(({ slug }) => slug)).size).toBe(20)
})

test('a chosen slug belongs to one link, also after that one is deleted', async () => {
  const first = await make({ slug: 'spring-sale' })
  const taken = { code: 'conflict', details: { field: 'slug' } }
  await expect(make({ slug: 'spring-sale' })).rejects.toMatchObject(taken)
  await removeLink(first.id, 'track')
  await expect(make({ slug: 'spring-sale' })).rejects.toMatchObject(taken)
})

test.each(['javascript:alert(1)', 'data:text/html,x', '//example.com', 'https://user:pw@example.com', ''])(
  '?18: the destination “%s” is refused with what to do',
  (destination) => {
    const parsed = createLinkSchema.safeParse({ name: 'L', destination })
    expect(parsed.error?.issues).toMatchObject([
      { path: ['destination'], message: expect.stringMatching(/\w/) },
    ])
    expect(updateLinkSchema.safeParse({ destination }).success).toBe(false)
  },
)

test('a change moves `updatedAt`, by which every web process hears of it, and keeps the slug', async () => {
  const { id, slug, updatedAt } = await make()
  const changed = await updateLink(id, { destination: 'https://example.org', utm: { source: 'x' } })
  expect(changed).toMatchObject({ slug, trackedUrl: 'https://example.org?utm_source=x' })
  expect(changed.updatedAt.getTime()).toBeGreaterThan(updatedAt.getTime())
})

test('?16: a deleted link leaves the lists, keeps what its addresses do, and can be deleted once', async () => {
  const { id } = await make()
  await removeLink(id, 'gone')
  expect((await listLinks({})).items).toEqual([])
  expect(await loadLink(id)).toMatchObject({ afterDeletion: 'gone', deletedAt: expect.any(Date) })
  await expect(removeLink(id, 'track')).rejects.toMatchObject({ code: 'not-found' })
  await expect(updateLink(id, { name: 'X' })).rejects.toMatchObject({ code: 'not-found' })
})

test('?16: a deleted link can be restored; then it is in the lists, redirects and counts again', async () => {
  const { id } = await make({ name: 'Back' })
  await removeLink(id, 'gone')
  expect((await listLinks({ state: 'deleted' })).items).toMatchObject([{ id, afterDeletion: 'gone' }])
  expect(await restoreLink(id)).toMatchObject({ id, deletedAt: null, afterDeletion: null })
  expect((await listLinks({})).items).toMatchObject([{ id }])
  expect((await listLinks({ state: 'deleted' })).items).toEqual([])
  await expect(restoreLink('f'.repeat(24))).rejects.toMatchObject({ code: 'not-found' })
})

test('?16: what would miss a link is known before it is deleted: live workflows and emails', async () => {
  const link = await make()
  const { id } = await createMessage({ name: 'News', html: `<a href="${link.shortUrl}">x</a>` })
  const onLink = draw(
    {
      start: { type: 'redirect-link-clicked', config: { linkIds: [link.id] } },
      tag: { type: 'add-tags', config: { tags: ['x'] } },
    },
    ['start -> tag'],
  )
  const { workflowId } = await publishDocument({ document: onLink })
  const inEmail = draw(
    {
      start: { type: 'email-link-clicked', config: { links: [{ messageId: id, linkId: link.id }] } },
      tag: { type: 'add-tags', config: { tags: ['x'] } },
    },
    ['start -> tag'],
  )
  const second = await publishDocument({ document: inEmail })
  const usage = await linkUsage(link.id)
  expect(usage.messages).toEqual([{ id, name: 'News' }])
  expect(usage.workflows.map((workflow) => workflow.id).toSorted()).toEqual(
    [workflowId, second.workflowId].toSorted(),
  )
  expect(await linkUsage((await make()).id)).toEqual({ workflows: [], messages: [] })
})

test('a link from before there were tags and notes reads as one without any', async () => {
  const stored = makeLink()
  await collectionOf(Links).insertOne(stored)
  expect(await loadLink(stored._id)).toMatchObject({
    tags: [],
    description: '',
    earlierUrls: [],
    autoType: null,
    campaign: null,
  })
  expect(await updateLink(stored._id, { tags: ['a'], description: 'N' })).toMatchObject({
    tags: ['a'],
    description: 'N',
  })
})

test('TR-2: name, event type and event source cannot be empty; properties, tags and notes are kept', async () => {
  const input = { name: 'L', destination: 'https://example.com' }
  for (const field of ['name', 'eventType', 'eventSource'] as const)
    expect(createLinkSchema.safeParse({ ...input, [field]: ' ' }).error?.issues).toMatchObject([
      { path: [field], message: expect.stringMatching(/^(Name|Enter)/) },
    ])
  const told = {
    eventType: 'banner-clicked',
    eventSource: 'fair',
    properties: { hall: 7, isPaid: true, by: 'Ada' },
    tags: ['fair', 'banner'],
    description: 'Ordered by sales',
  }
  const link = await make({ ...told, tags: ['fair', 'banner', 'fair'] })
  expect(await loadLink(link.id)).toMatchObject(told)
})

test('TR-3: every link has a generated address by its id, which is its own for ever', async () => {
  const [first, second] = [await make(), await make()]
  expect(first.longUrl).toBe(`${getEnv().trackingUrl}/redirect/${first.id}`)
  expect(second.longUrl).not.toBe(first.longUrl)
  expect((await updateLink(first.id, { destination: 'https://example.org' })).longUrl).toBe(first.longUrl)
})

test('IR-14: which URL the prospects had access to: today’s, and the earlier ones with their end', async () => {
  const { id } = await make({ utm: { source: 'a' } })
  await updateLink(id, { name: 'No other address' })
  await updateLink(id, { utm: { source: 'b' } })
  await updateLink(id, { destination: 'https://example.org/#x' })
  expect(await loadLink(id)).toMatchObject({
    trackedUrl: 'https://example.org/?utm_source=b#x',
    earlierUrls: [
      { url: 'https://example.com?utm_source=a', until: expect.any(Date) },
      { url: 'https://example.com?utm_source=b', until: expect.any(Date) },
    ],
  })
})

test('links are found by tag, host, day of making, notes and kind, and stand by name from A to Z', async () => {
  await make({ name: 'beta', tags: ['fair'], destination: 'https://www.Example.com:8080/x' })
  await make({ name: 'Alpha', tags: ['fair', 'ad'], description: 'Ordered by sales', kind: 'custom' })
  await make({ name: 'Gamma', destination: 'https://notexample.com/?u=https://example.com/' })
  const names = async (wanted: Parameters<typeof listLinks>[0]) =>
    (await listLinks({ sort: 'name', ...wanted })).items.map(({ name }) => name)
  expect(await names({})).toEqual(['Alpha', 'beta', 'Gamma'])
  expect(await names({ tag: 'fair' })).toEqual(['Alpha', 'beta'])
  expect(await names({ tag: 'ad', tab: 'redirect' })).toEqual([])
  expect(await names({ host: 'Example.com' })).toEqual(['Alpha', 'beta'])
  expect(await names({ host: 'xample.com' })).toEqual([])
  expect(await names({ search: 'by SALES' })).toEqual(['Alpha'])
  expect(await names({ createdFrom: new Date(Date.now() + 60_000) })).toEqual([])
  expect(await names({ createdBefore: new Date(Date.now() + 60_000) })).toHaveLength(3)
  const first = await listLinks({ sort: 'name', limit: 2 })
  const rest = await listLinks({ sort: 'name', limit: 2, cursor: first.next })
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['Alpha', 'beta', 'Gamma'])
  expect(await linkFacets({})).toEqual({
    tags: ['fair', 'ad'],
    hosts: ['example.com', 'notexample.com', 'www.example.com'],
  })
})

test('IR-1: a redirect link is a record of its own, made, read, changed and found by its id', async () => {
  const { id } = await make({ name: 'Banner' })
  await updateLink(id, { name: 'Banner at the fair' })
  expect(await loadLink(id)).toMatchObject({ id, kind: 'redirect', name: 'Banner at the fair' })
  expect((await listLinks({ tab: 'redirect' })).items).toMatchObject([{ id }])
})

test('TR-5: the full path of the URL that was opened stands in the row of its click, without the token', async () => {
  const { id } = await make()
  const path = `/redirect/${id}/session-7`
  await insertEvents([makeClick({ path, userAgent: firefox }, { id })])
  await workUntilIdle()
  expect((await listLinkClicks(id, {})).items).toMatchObject([{ path }])
})

test('clicks can be narrowed down to one verdict', async () => {
  const { id } = await make()
  await insertEvents([
    makeClick({ userAgent: firefox }, { id }),
    makeClick({ userAgent: 'curl/8.5.0', ip: '192.0.2.9' }, { id }),
  ])
  await workUntilIdle()
  const verdictsOf = async (verdict: 'human' | 'bot' | 'prefetch') =>
    (await listLinkClicks(id, { verdict })).items.map((click) => click.verdict)
  expect(await verdictsOf('human')).toEqual(['human'])
  expect(await verdictsOf('bot')).toEqual(['bot'])
  expect(await verdictsOf('prefetch')).toEqual([])
})

test('IM-10: the list shows the total link-clicks of each link', async () => {
  const [one, two] = [await make({ name: 'one' }), await make({ name: 'two' })]
  await insertEvents([1, 2, 3].map(() => makeClick({ userAgent: firefox }, { id: one.id })))
  await workUntilIdle()
  const shown = (await listLinks({})).items.map(({ id, clicks }) => [id, clicks.total])
  expect(Object.fromEntries(shown)).toEqual({ [one.id]: 3, [two.id]: 0 })
})

test('a link of an email is changed in its email only', async () => {
  const message = await createMessage({ name: 'M', html: '<a href="https://example.com">x</a>' })
  const id = message.links[0]?.id ?? ''
  await expect(updateLink(id, { name: 'X' })).rejects.toMatchObject({ code: 'unprocessable' })
  await expect(removeLink(id, 'track')).rejects.toMatchObject({ code: 'unprocessable' })
  expect((await listLinks({ tab: 'email' })).items.map((link) => link.id)).toEqual([id])
  expect((await listLinks({ tab: 'redirect' })).items).toEqual([])
})

test('a search finds name, destination and slug', async () => {
  await make({ name: 'Spring banner', destination: 'https://example.com/sale', slug: 'abc-1' })
  await make({ name: 'Other' })
  for (const search of ['BANNER', '/sale', 'abc-1'])
    expect((await listLinks({ search })).items).toHaveLength(1)
  expect((await listLinks({ search: '.*' })).items).toHaveLength(0)
})

test('a token names its recipient, for this link only', async () => {
  const [{ id }, link, other] = [await createProspect({}), await make(), await make()]
  const { token, url } = await createToken(link.id, { prospectId: id })
  const keys = tokenKeys(getEnv().secret)
  expect(readToken(token, link.id, keys)).toMatchObject({ recipientId: id, messageId: null })
  expect(readToken(token, other.id, keys)).toBeNull()
  expect(url).toBe(`${link.shortUrl}/${token}`)
})

test('IR-16, ?24: the prospects of a link, the latest click first, page by page; last activity is that of the prospect, anywhere', async () => {
  const link = await make()
  const people = await Promise.all(
    ['Ada', 'Bo', 'Cy'].map((firstName, score) =>
      createProspect({ firstName, organization: 'Org', email: `${firstName}@example.com`, score }),
    ),
  )
  const clicks = [0, 1, 2, 0].map((person, minute) => {
    const ids = { recipientId: people[person]?.id ?? '', messageId: null, senderId: null, sharerId: null }
    return {
      ...makeClick({ ids, userAgent: firefox }, { id: link.id }),
      at: new Date(Date.UTC(2026, 0, 1, 12, minute)),
    }
  })
  await insertEvents([...clicks, makeClick({ userAgent: firefox }, { id: link.id })])
  await workUntilIdle()
  const elsewhere = await make()
  const later = new Date(Date.UTC(2026, 0, 2))
  const bo = { recipientId: people[1]?.id ?? '', messageId: null, senderId: null, sharerId: null }
  await insertEvents([{ ...makeClick({ ids: bo, userAgent: firefox }, { id: elsewhere.id }), at: later }])
  await workUntilIdle()
  const first = await listLinkProspects(link.id, { limit: 2 })
  const rest = await listLinkProspects(link.id, { limit: 2, cursor: first.next })
  expect([...first.items, ...rest.items].map(({ name, clicks: count }) => [name, count])).toEqual([
    ['Ada', 2],
    ['Cy', 1],
    ['Bo', 1],
  ])
  expect(rest.next).toBeNull()
  expect(rest.items[0]).toMatchObject({
    name: 'Bo',
    email: 'Bo@example.com',
    organizationName: 'Org',
    score: 1,
    dateOfLastActivity: later,
    lastClickAt: clicks[1]?.at,
  })
  expect((await loadLink(link.id)).clicks).toEqual({ total: 5, unique: 4, human: 5, suspected: 0 })
  expect(await Links.countDocuments()).toBe(2)
})
