import { afterEach, describe, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { laneOf } from '../events/lane-of'
import { claimLane } from '../jobs/claim-lane'
import { setClock } from '../jobs/clock'
import { holdLane } from '../jobs/hold-lane'
import { newClaim, newOwner } from '../jobs/owner'
import { type Mail, Mails } from '../messages/mail'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { effectNow, insertEffect as insertAnyEffect } from '../testing/insert-effect'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { applyLane } from './apply-lane'
import { applyToProspect } from './apply-to-prospect'
import { attemptEffect } from './attempt-effect'
import { beginEffect, type ClaimedEffect, claimEffects, renewEffects } from './claim-effects'
import { finishEffects } from './finish-effect'
import { retryEffect } from './retry-effect'
import { Effects, type StoredEffect } from './stored-effect'

useTestDatabase()
afterEach(() => setClock(null))

const soon = () => new Date(Date.now() + 10_000)
const past = () => new Date(Date.now() - 1)

async function insertEffect(values: Partial<StoredEffect> = {}): Promise<StoredEffect> {
  const prospectId = values.prospectId ?? (await insertProspect({ score: 5, tags: ['old'] }))._id
  return insertAnyEffect({ kind: 'score.adjust', payload: { by: 5 }, ...values, prospectId })
}

async function claimOne(effect: StoredEffect, owner = newOwner()): Promise<ClaimedEffect> {
  const [claimed] = await claimEffects([effect], owner)
  const begun = claimed && (await beginEffect(claimed))
  if (!begun) throw new Error('not claimed')
  return begun
}

describe('an effect on a prospect is one guarded update', () => {
  test.each([
    ['score.adjust', { by: -7 }, { score: -2 }, { score: 5 }],
    ['tags.add', { tags: ['old', 'new'] }, { tags: ['old', 'new'] }, { tags: ['old'] }],
    ['tags.remove', { tags: ['old', 'never'] }, { tags: [] }, { tags: ['old'] }],
    ['field.change', { field: 'firstName', value: 'Ada' }, { firstName: 'Ada' }, { firstName: '' }],
    [
      'field.change',
      { field: 'fields.vip', value: true },
      { fields: { vip: true } },
      { fields: { vip: null } },
    ],
  ] as const)('%s %j', async (kind, payload, after, before) => {
    const effect = await insertEffect({ kind, payload: { ...payload } })
    expect(await applyToProspect([effect], soon())).toEqual([{ result: 'applied', before }])
    expect(await prospectNow(effect.prospectId)).toMatchObject({ ...after, fx: [effect._id] })
  })

  test('I11: applying it again changes nothing', async () => {
    const effect = await insertEffect()
    await applyToProspect([effect], soon())
    expect(await applyToProspect([effect], soon())).toEqual([{ result: 'already-applied' }])
    expect((await prospectNow(effect.prospectId)).score).toBe(10)
  })

  test('twenty at once apply it once', async () => {
    const effect = await insertEffect()
    const results = await Promise.all(Array.from({ length: 20 }, () => applyToProspect([effect], soon())))
    expect(results.flat().filter(({ result }) => result === 'applied')).toHaveLength(1)
    expect((await prospectNow(effect.prospectId)).score).toBe(10)
  })

  test('whoever wakes up after the lease touches nothing, and does not take it for done', async () => {
    const effect = await insertEffect()
    expect(await applyToProspect([effect], past())).toEqual([{ result: 'lease-over' }])
    const claimed = await claimOne(effect)
    const attempt = await attemptEffect({ ...claimed, lease: { ...claimed.lease, until: past() } })
    await finishEffects([attempt])
    expect((await prospectNow(effect.prospectId)).score).toBe(5)
    expect(await effectNow(effect)).toMatchObject({ state: 'due', lease: claimed.lease })
  })

  test('of an erased prospect nothing is left to change', async () => {
    const effect = await insertEffect()
    await collectionOf(Prospects).deleteOne({ _id: effect.prospectId })
    await workUntilIdle()
    expect(await effectNow(effect)).toMatchObject({ state: 'erased', reason: { code: 'erased' } })
  })
})

describe('claims', () => {
  test('one of two workers gets an effect, and the other nothing', async () => {
    const effect = await insertEffect()
    const claims = await Promise.all([claimEffects([effect], newOwner()), claimEffects([effect], newOwner())])
    expect(claims.flat()).toHaveLength(1)
    expect(await effectNow(effect)).toMatchObject({ attempts: 0, lease: { fence: 1 } })
  })

  test('a lease is waited for until its grace is over, unless its process is gone', async () => {
    const living = newClaim(newOwner())
    const held = (owner: string, msAgo: number) =>
      insertEffect({ lease: { owner, until: new Date(Date.now() - msAgo), fence: 3 }, attempts: 1 })
    const gone = living.replace(/^([^|]*)\|\d+/, '$1|999999999')
    const [inGrace, over, left] = [
      await held(living, 1_000),
      await held(living, 6_000),
      await held(gone, -9_000),
    ]
    const claimed = await claimEffects([inGrace, over, left], newOwner())
    expect(claimed.map(({ _id }) => _id).toSorted()).toEqual([over._id, left._id].toSorted())
    expect(claimed.map(({ lease }) => lease.fence)).toEqual([4, 4])
  })

  test('I13: only the holder of the fence marks it done', async () => {
    const effect = await insertEffect()
    const first = await claimOne(effect)
    await collectionOf(Effects).updateOne({ _id: effect._id }, { $set: { 'lease.until': new Date(0) } })
    const second = await claimOne(effect)
    await finishEffects([{ effect: first, state: 'done' }])
    expect(await effectNow(effect)).toMatchObject({ state: 'due', doneAt: null })
    await finishEffects([{ effect: second, state: 'done' }])
    expect(await effectNow(effect)).toMatchObject({ state: 'done', doneAt: expect.any(Date) })
  })
})

describe('what goes wrong', () => {
  test('renewing what is still in work leaves free what was put off meanwhile', async () => {
    const owner = newOwner()
    const both = await claimEffects([await insertEffect(), await insertEffect()], owner)
    const [putOff, inWork] = both as [ClaimedEffect, ClaimedEffect] // two were inserted
    await finishEffects([{ effect: putOff, state: 'due', dueAt: past() }])
    await renewEffects(both)
    expect(await claimEffects([putOff, inWork], newOwner())).toMatchObject([{ _id: putOff._id }])
    expect((await effectNow(inWork)).lease?.until).not.toEqual(inWork.lease.until)
  })

  test('a field that no action may write is given up at once, with the reason', async () => {
    const effect = await insertEffect({ kind: 'field.change', payload: { field: 'fx', value: 'x' } })
    await workUntilIdle()
    expect(await effectNow(effect)).toMatchObject({ state: 'dead', reason: { code: 'field-not-writable' } })
    expect((await prospectNow(effect.prospectId)).fx).toEqual([])
  })

  test('I21: after five attempts it is quarantined with its reason, others go on, and a retry keeps the id', async () => {
    // A tag list that is no list: the database refuses the update each time.
    const poison = await insertEffect({ kind: 'tags.add', payload: { tags: 'not a list' } })
    const other = await insertEffect({ prospectId: poison.prospectId, seq: 2 })
    let at = Date.now()
    setClock(() => new Date(at))
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await effectNow(poison)).toMatchObject({ state: 'due', attempts: attempt - 1 })
      await workUntilIdle()
      at += 3_600_000
    }
    expect(await effectNow(poison)).toMatchObject({
      state: 'dead',
      attempts: 5,
      reason: { code: 'too-many-attempts' },
    })
    expect(await effectNow(other)).toMatchObject({ state: 'done' })

    await collectionOf(Effects).updateOne({ _id: poison._id }, { $set: { payload: { tags: ['fixed'] } } })
    await retryEffect(poison._id)
    await workUntilIdle()
    expect(await effectNow(poison)).toMatchObject({ state: 'done', attempts: 1, reason: null })
    expect((await prospectNow(poison.prospectId)).tags).toEqual(['old', 'fixed'])
  })

  test('one that ends its worker each time is not tried a sixth time', async () => {
    const effect = await insertEffect({ attempts: 5 })
    await workUntilIdle()
    expect(await effectNow(effect)).toMatchObject({ state: 'dead', reason: { code: 'too-many-attempts' } })
    expect((await prospectNow(effect.prospectId)).score).toBe(5)
  })

  test('I15: a mail that its last attempt was handing over when the worker died is in doubt, and says so', async () => {
    const effect = await insertEffect({ kind: 'message.send', payload: { messageId: newId() }, attempts: 5 })
    const mail: Mail = {
      _id: effect._id,
      prospectId: effect.prospectId,
      messageId: newId(),
      versionId: effect.versionId,
      runId: effect.runId,
      messageIdHeader: '<x@example.com>',
      from: 'us@example.com',
      to: 'ada@example.com',
      subject: 'Hello',
      html: '',
      text: '',
      headers: {},
      state: 'sending',
      error: null,
      createdAt: new Date(),
      sentAt: null,
    }
    await collectionOf(Mails).insertOne(mail)
    await workUntilIdle()
    expect(await effectNow(effect)).toMatchObject({ state: 'unknown', reason: { code: 'in-doubt' } })
    expect(await collectionOf(Mails).findOne()).toMatchObject({ state: 'unknown' })
  })

  test('I21: what was in work when workers died goes alone, so that the innocent do not lose attempts', async () => {
    const { prospectId } = await insertEffect({ attempts: 2 })
    await insertEffect({ prospectId, seq: 2, attempts: 2 })
    const harmless = await insertEffect({ prospectId, seq: 3 })
    await applyOneBatch(laneOf(prospectId))
    expect(await effectNow(harmless)).toMatchObject({ state: 'done' })
    expect(await attemptsNow()).toEqual([2, 2, 1])
    await applyOneBatch(laneOf(prospectId))
    expect(await attemptsNow()).toEqual([3, 2, 1])
  })

  test('only what failed or is in doubt can be tried again', async () => {
    const effect = await insertEffect({ state: 'done' })
    await expect(retryEffect(effect._id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(retryEffect('nothing')).rejects.toMatchObject({ code: 'not-found' })
  })
})

/** As a worker does that is stopped after the first batch of a lane. */
async function applyOneBatch(lane: number): Promise<void> {
  const lease = await claimLane({ kind: 'apply', lane, owner: newOwner() })
  if (!lease) throw new Error('the lane is free')
  let looks = 0
  await holdLane(lease, (held) => applyLane(held, () => looks++ > 0))
}

async function attemptsNow(): Promise<number[]> {
  const effects = await collectionOf(Effects).find().sort({ seq: 1 }).toArray()
  return effects.map(({ attempts }) => attempts)
}
