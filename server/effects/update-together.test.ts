import { beforeEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { type GuardedUpdate, updateTogether } from './update-together'

useTestDatabase()

const soon = () => new Date(Date.now() + 10_000)
let ids: string[]
beforeEach(async () => {
  const prospects = await Promise.all([1, 2, 3].map(() => insertProspect({ score: 5, tags: ['a', 'b'] })))
  ids = prospects.map(({ _id }) => _id)
})

function plus(prospectId: string, changes: Partial<GuardedUpdate> = {}): GuardedUpdate {
  return {
    prospectId,
    ids: [`${prospectId}-effect`],
    update: { $inc: { score: 2 }, $addToSet: { tags: { $each: ['c'] } } },
    found: new Map<string, unknown>([
      ['score', 5],
      ['tags', ['a', 'b']],
    ]),
    leaseUntil: soon(),
    ...changes,
  }
}
const together = (updates: GuardedUpdate[]) => Promise.all(updates.map(updateTogether))
const scores = async () => (await Promise.all(ids.map(prospectNow))).map(({ score }) => score)

test('many prospects are changed by one command, each under its own guard', async () => {
  expect(await together(ids.map((id) => plus(id)))).toEqual([true, true, true])
  expect(await scores()).toEqual([7, 7, 7])
  expect((await prospectNow(ids[0] ?? '')).fx).toEqual([`${ids[0]}-effect`])
})

test('what is guarded, changed meanwhile, or has no lease any more is left alone, and the others know that they are done', async () => {
  const [guarded = '', changed = '', free = ''] = ids
  await collectionOf(Prospects).updateOne({ _id: guarded }, { $push: { fx: `${guarded}-effect` } })
  await collectionOf(Prospects).updateOne({ _id: changed }, { $set: { tags: ['b', 'a'] } })
  const late = await insertProspect({ score: 5, tags: ['a', 'b'] })
  const updates = [plus(guarded), plus(changed), plus(late._id, { leaseUntil: new Date(0) }), plus(free)]
  expect(await together(updates)).toEqual([false, false, false, true])
  expect(await scores()).toEqual([5, 5, 7])
})

test('a field that is not set counts as null', async () => {
  const [id = ''] = ids
  const update = { $set: { 'fields.stage': 'won' } }
  expect(await together([plus(id, { update, found: new Map([['fields.stage', null]]) })])).toEqual([true])
  expect(
    await together([plus(id, { ids: ['x'], update, found: new Map([['fields.stage', null]]) })]),
  ).toEqual([false])
  expect((await prospectNow(id)).fields).toEqual({ stage: 'won' })
})

test('one that the database refuses does not keep the others from being done', async () => {
  const [wrong = '', ...others] = ids
  const broken = plus(wrong, { update: { $inc: { 'tags.x': 1 } }, found: new Map() })
  expect(await together([broken, ...others.map((id) => plus(id))])).toEqual([false, true, true])
})

test('a second update of one prospect at the same moment goes by itself', async () => {
  const [id = ''] = ids
  expect(await together([plus(id), plus(id, { ids: ['another'] })])).toEqual([true, false])
})
