import { expect, test } from 'vitest'
import { getEnv } from '../env'
import { insertEvents } from '../events/record-event'
import { createMessage } from '../messages/create-message'
import { createProspect } from '../prospects/create-prospect'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { workUntilIdle } from '../testing/work-until-idle'
import { readToken, tokenKeys } from '../tracking/token'
import { type CreateLink, createLink, createLinkSchema } from './create-link'
import { createToken } from './create-token'
import { Links } from './link'
import { listLinkProspects } from './list-link-prospects'
import { listLinks } from './list-links'
import { loadLink } from './load-link'
import { removeLink } from './remove-link'
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
