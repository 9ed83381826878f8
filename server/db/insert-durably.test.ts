import { expect, test } from 'vitest'
import { Events } from '../events/stored-event'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { collectionOf } from './collection-of'
import { insertDurably } from './insert-durably'

useTestDatabase()

test('events written are there', async () => {
  const events = [makeClick(), makeClick()]
  expect(await insertDurably(Events, events)).toEqual([])
  expect(await collectionOf(Events).find().sort({ _id: 1 }).toArray()).toEqual(events)
})

test('writing again counts as success, and changes nothing', async () => {
  const [first, second] = [makeClick(), makeClick()]
  await insertDurably(Events, [first])
  expect(await insertDurably(Events, [{ ...first, kind: 'changed' }, second])).toEqual([])
  expect(await collectionOf(Events).find().sort({ _id: 1 }).toArray()).toEqual([first, second])
})

test('one that cannot be stored does not keep the others out', async () => {
  const impossible = { ...makeClick(), _id: /x/ as unknown as string } // a pattern cannot be an id
  const good = makeClick()
  const refused = await insertDurably(Events, [impossible, good])
  expect(refused).toEqual([{ index: 0, reason: expect.any(String) }])
  expect(await collectionOf(Events).countDocuments()).toBe(1)
})
