import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { Events, type StoredEvent, type Verdict } from '../events/stored-event'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { countClicks } from './count-clicks'

useTestDatabase()

const [spring, autumn, never] = [newId(), newId(), newId()]

test('IR-3, ?15: total, unique, human and suspected are counted apart, link by link', async () => {
  await insert(
    judged(spring, 'human', 'p:1'),
    judged(spring, 'human', 'p:1'),
    judged(spring, 'human', 'v:2'),
    judged(spring, 'suspected', 'v:2'),
    judged(spring, 'bot', 'h:3'),
    judged(spring, 'prefetch', 'h:3'),
    clicked(spring),
    judged(autumn, 'bot', 'p:1'),
    clicked(newId()),
  )
  expect(await countClicks([spring, autumn, never])).toEqual(
    new Map([
      [spring, { total: 7, unique: 2, human: 3, suspected: 3 }],
      [autumn, { total: 1, unique: 0, human: 0, suspected: 1 }],
      [never, { total: 0, unique: 0, human: 0, suspected: 0 }],
    ]),
  )
})

test('no links, no counts', async () => {
  expect(await countClicks([])).toEqual(new Map())
})

test('both questions are answered by an index', async () => {
  await insert(judged(spring, 'human', 'p:1'), clicked(spring))
  for (const filter of [
    { linkId: { $in: [spring] } },
    { linkId: { $in: [spring] }, uniqueKey: { $gt: '' } },
  ]) {
    const plan = JSON.stringify(await collectionOf(Events).find(filter).explain('queryPlanner'))
    expect(plan).toContain('IXSCAN')
    expect(plan).not.toContain('COLLSCAN')
  }
})

async function insert(...events: StoredEvent[]): Promise<void> {
  await collectionOf(Events).insertMany(events)
}

function judged(linkId: string, verdict: Verdict, uniqueKey: string): StoredEvent {
  return { ...clicked(linkId), state: 'planned', verdict, uniqueKey }
}

function clicked(id: string): StoredEvent {
  return makeClick({}, { id })
}
