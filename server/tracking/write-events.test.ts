import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { Events } from '../events/stored-event'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { writeEvents } from './write-events'

useTestDatabase()

test('events written are there', async () => {
  const events = [makeClick(), makeClick()]
  expect(await writeEvents(events)).toEqual([])
  expect(await collectionOf(Events).find().sort({ _id: 1 }).toArray()).toEqual(events)
})

test('writing again counts as success, and changes nothing', async () => {
  const [first, second] = [makeClick(), makeClick()]
  await writeEvents([first])
  expect(await writeEvents([{ ...first, kind: 'changed' }, second])).toEqual([])
  expect(await collectionOf(Events).find().sort({ _id: 1 }).toArray()).toEqual([first, second])
})

test('one that cannot be stored does not keep the others out', async () => {
  const impossible = { ...makeClick(), _id: /x/ as unknown as string } // a pattern cannot be an id
  const good = makeClick()
  const refused = await writeEvents([impossible, good])
  expect(refused).toEqual([{ index: 0, reason: expect.any(String) }])
  expect(await collectionOf(Events).countDocuments()).toBe(1)
})
