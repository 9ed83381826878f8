import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { type Link, Links } from '../links/link'
import { useTestDatabase } from '../testing/database'
import { makeLink } from '../testing/make-link'
import { LinkCache } from './link-cache'

useTestDatabase()

let cache: LinkCache
const bySlug = (value: string) => ({ by: 'slug', value }) as const

beforeEach(() => {
  cache = new LinkCache({ refreshMs: 50 })
})
afterEach(() => cache.stop())

test('links that exist at the start are known without asking the database', async () => {
  const { _id } = await insertLink({ slug: 'spring' })
  await cache.start()
  expect(cache.find(bySlug('spring'))).toMatchObject({ id: _id, location: 'https://example.com/' })
  expect(cache.find({ by: 'id', value: _id })).toMatchObject({ slug: 'spring' })
})

test('I4: a link that nobody has clicked is known before the database goes away, however many there are', async () => {
  const links = Array.from({ length: 11_500 }, (_, n) =>
    makeLink({ slug: `mass-${n}`, updatedAt: new Date(n) }),
  )
  await collectionOf(Links).insertMany(links)
  await cache.start()
  await vi.waitUntil(() => cache.isComplete, { timeout: 60_000 })
  expect(cache.size).toBe(11_500)
  expect(cache.find(bySlug('mass-0'))).toMatchObject({ slug: 'mass-0' })
  await insertLink({ slug: 'made-later' })
  await vi.waitUntil(() => cache.findKnown(bySlug('made-later')), { timeout: 60_000 })
})

test('with more links than fit it does not claim to know all', async () => {
  cache = new LinkCache({ linksMost: 2, refreshMs: 50 })
  for (const slug of ['a', 'b', 'c']) await insertLink({ slug })
  await cache.start()
  await cache.refresh()
  expect(cache.size).toBe(2)
  expect(cache.isComplete).toBe(false)
  expect(await cache.find(bySlug('a'))).toMatchObject({ slug: 'a' })
})

test('another link is read once, however many ask at the same time, and known from then on', async () => {
  await cache.start()
  await insertLink({ slug: 'spring' })
  const asked = Array.from({ length: 50 }, () => cache.find(bySlug('spring')))
  expect(new Set(asked).size).toBe(1)
  expect(await asked[0]).toMatchObject({ slug: 'spring' })
  expect(cache.find(bySlug('spring'))).not.toBeInstanceOf(Promise)
})

test('an unknown link is not asked for again at once, and found soon after somebody makes it', async () => {
  await cache.start()
  expect(await cache.find(bySlug('soon'))).toBeNull()
  expect(cache.find(bySlug('soon'))).toBeNull()
  await insertLink({ slug: 'soon' })
  await vi.waitUntil(() => cache.find(bySlug('soon')) !== null, { timeout: 60_000 })
})

test('I5: a changed destination is served after the next refresh', async () => {
  const { _id } = await insertLink({ slug: 'spring' })
  await cache.start()
  await change(_id, { destination: 'https://example.com/new' })
  await vi.waitUntil(() => locationOf('spring') === 'https://example.com/new', { timeout: 60_000 })
})

test('two changes within one millisecond are both seen', async () => {
  const { _id } = await insertLink({ slug: 'spring' })
  await cache.start()
  const updatedAt = new Date()
  await change(_id, { destination: 'https://example.com/1', updatedAt })
  await cache.refresh()
  await change(_id, { destination: 'https://example.com/2', updatedAt })
  await cache.refresh()
  expect(locationOf('spring')).toBe('https://example.com/2')
})

test('a change by a process whose clock is 20 s behind is seen', async () => {
  const { _id } = await insertLink({ slug: 'spring' })
  await cache.start()
  await change(_id, { destination: 'https://example.com/late', updatedAt: new Date(Date.now() - 20_000) })
  await cache.refresh()
  expect(locationOf('spring')).toBe('https://example.com/late')
})

test('a link that got another slug is not found under the old one', async () => {
  const { _id } = await insertLink({ slug: 'old' })
  await cache.start()
  await change(_id, { slug: 'new' })
  await cache.refresh()
  expect(await cache.find(bySlug('old'))).toBeNull()
  expect(await cache.find(bySlug('new'))).toMatchObject({ id: _id })
})

test('a link that was deleted does what its deletion says', async () => {
  const { _id } = await insertLink({ slug: 'spring' })
  await cache.start()
  await change(_id, { deletedAt: new Date(), afterDeletion: 'gone' })
  await cache.refresh()
  expect(cache.find(bySlug('spring'))).toMatchObject({ does: 'gone' })
})

test('the links used least are forgotten first, and read again when they are asked for', async () => {
  cache = new LinkCache({ linksMost: 2 })
  for (const slug of ['a', 'b', 'c']) await insertLink({ slug })
  for (const slug of ['a', 'b', 'c']) await cache.find(bySlug(slug))
  expect(cache.size).toBe(2)
  expect(await cache.find(bySlug('a'))).toMatchObject({ slug: 'a' })
})

function locationOf(slug: string): string | undefined {
  const link = cache.find(bySlug(slug))
  return link instanceof Promise ? undefined : link?.location
}

async function change(_id: string, values: Partial<Link>): Promise<void> {
  await collectionOf(Links).updateOne({ _id }, { $set: { updatedAt: new Date(), ...values } })
}

async function insertLink(values: Partial<Link>): Promise<Link> {
  const link = makeLink(values)
  await collectionOf(Links).insertOne(link)
  return link
}
