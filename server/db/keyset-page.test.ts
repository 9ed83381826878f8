import { expect, test } from 'vitest'
import { type Message, Messages } from '../messages/message'
import { useTestDatabase } from '../testing/database'
import { collectionOf } from './collection-of'
import { keysetPage, type Page } from './keyset-page'

useTestDatabase()

test('pages follow each other without a gap or a repeat, whatever the filter', async () => {
  const at = new Date()
  const rows = Array.from({ length: 7 }, (_, i) => ({
    _id: `m${i}`,
    name: i === 3 ? 'other' : 'same',
    subject: '',
    html: '',
    links: [],
    revision: 1,
    createdAt: at,
    // Three share an instant, so the id has to decide.
    updatedAt: new Date(at.getTime() + Math.floor(i / 3)),
  }))
  await collectionOf(Messages).insertMany(rows)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Page<Message> = await keysetPage(Messages, {
      by: 'updatedAt',
      limit: 2,
      cursor,
      filter: { name: { $regex: '^sa' } },
    })
    seen.push(...page.items.map(({ _id }) => _id))
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(['m6', 'm5', 'm4', 'm2', 'm1', 'm0'])
})

test('a cursor that no list answered is refused', async () => {
  await expect(keysetPage(Messages, { by: 'updatedAt', cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})
