import { expect, test } from 'vitest'
import type { z } from 'zod'
import { crashAt } from '../testing/crash-at'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { checkLinkRows, linkRowsSchema } from './check-link-rows'
import { createLink, createLinkSchema } from './create-link'
import { createLinks, createLinksSchema } from './create-links'
import { Links } from './link'

useTestDatabase()

const makeMany = (input: z.input<typeof createLinksSchema>) => createLinks(createLinksSchema.parse(input))
const check = (input: z.input<typeof linkRowsSchema>) => checkLinkRows(linkRowsSchema.parse(input))
const address = (end: string | number) => `https://example.com/${end}`

test('a pasted list is checked row by row: names, problems and doubles', async () => {
  await createLink(createLinkSchema.parse({ name: 'Known', kind: 'custom', destination: address('known') }))
  const rows = await check({
    kind: 'custom',
    text: [
      address('a?x=1#y'),
      'ftp://example.com',
      `${address('known')}\tAgain`,
      `${address('a?x=1#y')}\tTwice`,
    ].join('\n'),
  })
  expect(rows).toMatchObject([
    { row: 1, name: 'example.com/a', destination: address('a?x=1#y'), problem: null, duplicate: null },
    { row: 2, problem: 'Use an address that starts with https:// or http://.', duplicate: null },
    { row: 3, name: 'Again', problem: null, duplicate: '“Known” leads there already' },
    { row: 4, name: 'Twice', problem: null, duplicate: 'Same address as in row 1' },
  ])
  expect(await Links.countDocuments()).toBe(1)
})

test('good rows are made, the others are named and left out; all get what the list gives them', async () => {
  const made = await makeMany({
    kind: 'custom',
    rows: [
      { destination: address(1), name: 'One' },
      { destination: 'nonsense', name: 'Two' },
      { destination: address(1), name: 'Three' },
    ],
    tags: ['fair'],
    utm: { campaign: 'fair' },
  })
  expect(made).toMatchObject({ created: 1, skipped: 2 })
  expect(made.rows.map(({ link }) => link?.trackedUrl ?? null)).toEqual([
    `${address(1)}?utm_campaign=fair`,
    null,
    null,
  ])
  expect(made.rows[0]?.link).toMatchObject({ kind: 'custom', identity: 'token', tags: ['fair'] })
  expect(await Links.countDocuments()).toBe(1)
})

test('doubles are made too when that is wished', async () => {
  const rows = [{ destination: address(1) }, { destination: address(1) }]
  expect(await makeMany({ rows, onDuplicate: 'create' })).toMatchObject({ created: 2, skipped: 0 })
})

test('or none: one bad row keeps all the others from being made, and is named', async () => {
  const rows = [{ destination: address(1) }, { destination: 'javascript:alert(1)' }]
  await expect(makeMany({ rows, onProblem: 'none' })).rejects.toMatchObject({
    code: 'unprocessable',
    details: [{ field: 'rows.1', message: expect.stringContaining('https://') }],
  })
  expect(await Links.countDocuments()).toBe(0)
})

test('a chosen ending that is taken, or stands there twice, is a problem of its row', async () => {
  await createLink(createLinkSchema.parse({ name: 'L', destination: address('l'), slug: 'taken' }))
  const rows = ['taken', 'free', 'free', 'no good'].map((slug, index) => ({
    destination: address(index),
    slug,
  }))
  expect((await check({ rows })).map(({ problem }) => problem)).toEqual([
    'Another link already uses “taken”',
    null,
    'Row 2 has the same ending, “free”',
    'Use 3 to 64 letters, digits, “-” and “_”',
  ])
})

test('a thousand rows are made at once, a thousand and one are refused', async () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => ({ destination: address(index) }))
  expect(await makeMany({ rows })).toMatchObject({ created: 1_000, skipped: 0 })
  expect(await Links.distinct('slug')).toHaveLength(1_000)
  const text = Array.from({ length: 1_001 }, (_, index) => address(index)).join('\n')
  await expect(makeMany({ text })).rejects.toThrow('Make at most 1,000 links at once')
  await expect(makeMany({ text: ' ' })).rejects.toMatchObject({ code: 'unprocessable' })
})

test('the same list again under its request id makes no link twice, and answers the same links', async () => {
  const list = {
    requestId: 'r1',
    rows: [{ destination: address(1) }, { destination: address(2), slug: 'two' }],
  }
  const first = await makeMany(list)
  expect(first.created).toBe(2)
  expect(await makeMany(list)).toEqual(first)
  expect((await makeMany({ ...list, requestId: 'r2' })).created).toBe(0) // doubles of the others by now
  expect(await Links.countDocuments()).toBe(2)
})

test('whatever write the process dies at, sending the same again finishes the list without doubles', async () => {
  const rows = [1, 2, 3].map((end) => ({ destination: address(end) }))
  const { writes } = await crashAt(null, () => makeMany({ requestId: 'undisturbed', rows }))
  expect(writes).toBeGreaterThan(0)
  for (let write = 1; write <= writes; write++) {
    for (const when of ['before', 'after'] as const) {
      await emptyDatabase()
      await crashAt({ write, when }, () => makeMany({ requestId: 'r', rows }))
      const slugs = await Links.distinct('slug')
      const again = await makeMany({ requestId: 'r', rows })
      expect(again).toMatchObject({ created: 3, skipped: 0 })
      expect(await Links.countDocuments()).toBe(3)
      expect(again.rows.map(({ link }) => link?.slug)).toEqual(expect.arrayContaining(slugs))
    }
  }
})
