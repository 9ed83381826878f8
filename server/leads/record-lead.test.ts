import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { applyToProspect } from '../effects/apply-to-prospect'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { dieAtEachWrite } from '../testing/die-at-each-write'
import { effectNow, insertEffect } from '../testing/insert-effect'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { Leads } from './lead'

useTestDatabase()

const convert = (prospectId: string, seq = 1) =>
  insertEffect({ kind: 'lead.convert', payload: {}, prospectId, seq })
const leads = () => collectionOf(Leads).find().toArray()

test('IR-17: converting makes a lead record and opens the lead', async () => {
  const { _id } = await insertProspect()
  const effect = await convert(_id)
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'done', reason: null, before: { leadStatus: null } })
  expect((await prospectNow(_id)).leadStatus).toBe('open')
  expect(await leads()).toMatchObject([{ prospectId: _id, effectId: effect._id }])
})

test('?21 convert to lead twice: the second logs already converted', async () => {
  const { _id } = await insertProspect()
  const first = await convert(_id, 1)
  await workUntilIdle()
  const [lead] = await leads()
  await collectionOf(Leads).updateOne({}, { $set: { convertedAt: new Date(0) } })
  const second = await convert(_id, 2)
  await workUntilIdle()
  expect(await effectNow(second)).toMatchObject({ state: 'done', reason: { code: 'already-converted' } })
  expect(await effectNow(first)).toMatchObject({ state: 'done', reason: null })
  expect(await leads()).toEqual([{ ...lead, convertedAt: new Date(0) }])
})

test('?21 the second convert leaves a lead alone whose status somebody took away', async () => {
  const { _id } = await insertProspect()
  await convert(_id, 1)
  await workUntilIdle()
  await collectionOf(Prospects).updateOne({ _id }, { $set: { leadStatus: null } })
  await convert(_id, 2)
  await workUntilIdle()
  expect((await prospectNow(_id)).leadStatus).toBeNull()
})

test('a status that somebody set is kept', async () => {
  const { _id } = await insertProspect({ leadStatus: 'won', score: 5 })
  await convert(_id)
  await workUntilIdle()
  expect((await prospectNow(_id)).leadStatus).toBe('won')
  expect(await leads()).toHaveLength(1)
})

test('among other changes of the same burst, all of them happen once', async () => {
  const { _id } = await insertProspect({ tags: ['old'], score: 5 })
  const add = { kind: 'tags.add' as const, payload: { tags: ['hot'] }, prospectId: _id }
  const effects = [
    await insertEffect(add),
    await convert(_id),
    await insertEffect({ kind: 'score.adjust', payload: { by: 5 }, prospectId: _id }),
  ]
  const soon = new Date(Date.now() + 10_000)
  expect((await applyToProspect(effects, soon)).map(({ result }) => result)).toEqual(
    effects.map(() => 'applied'),
  )
  expect((await applyToProspect(effects, soon)).map(({ result }) => result)).toEqual(
    effects.map(() => 'already-applied'),
  )
  expect(await prospectNow(_id)).toMatchObject({ tags: ['old', 'hot'], score: 10, leadStatus: 'open' })
})

test('two at once make one lead', async () => {
  const { _id } = await insertProspect()
  const effects = await Promise.all([convert(_id, 1), convert(_id, 2)])
  const soon = new Date(Date.now() + 10_000)
  const done = await Promise.all(effects.map((effect) => applyToProspect([effect], soon)))
  const notes = done
    .flat()
    .flatMap((application) => ('reason' in application ? application.reason?.code : []))
  expect(notes).toEqual(['already-converted'])
  expect(await leads()).toHaveLength(1)
})

test('?21 a worker that dies between the lead and the prospect leaves both as if it had not', async () => {
  const writes = await dieAtEachWrite({
    begin: async () => convert((await insertProspect())._id),
    end: async (effect) => ({
      status: (await prospectNow(effect.prospectId)).leadStatus,
      leads: (await leads()).length,
      effect: await effectNow(effect).then(({ state, reason }) => ({ state, reason })),
    }),
  })
  expect(writes).toBeGreaterThan(3)
})
