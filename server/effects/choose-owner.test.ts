import { expect, test } from 'vitest'
import { getAuth } from '../auth/auth'
import { createUser } from '../auth/create-user'
import { collectionOf } from '../db/collection-of'
import { endOwner, newOwner } from '../jobs/owner'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { effectNow, insertEffect } from '../testing/insert-effect'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { applyToProspect } from './apply-to-prospect'
import { Turns } from './turn'

useTestDatabase()

const soon = () => new Date(Date.now() + 10_000)

async function makeUsers(...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) {
    const email = `${name}@example.com`
    ids.push(
      (await createUser({ email, name, password: 'long enough to be a password', role: 'marketer' })).id,
    )
  }
  return ids
}

async function assign(userIds: string[], mode: 'fixed' | 'round-robin' = 'round-robin', nodeId = 'node') {
  const prospect = await insertProspect({ ownerId: 'before' })
  return insertEffect({ kind: 'owner.assign', payload: { userIds, mode }, prospectId: prospect._id, nodeId })
}

const turns = () => collectionOf(Turns).find().sort({ number: 1 }).toArray()

test('IR-17: a fixed owner is the one who was chosen', async () => {
  const [ada = ''] = await makeUsers('ada')
  const effect = await assign([ada], 'fixed')
  await workUntilIdle()
  expect((await prospectNow(effect.prospectId)).ownerId).toBe(ada)
  expect(await effectNow(effect)).toMatchObject({
    state: 'done',
    choice: { ownerId: ada },
    reason: { code: 'assigned', message: 'The owner is ada' },
    before: { ownerId: 'before' },
  })
  expect(await turns()).toEqual([])
})

test('owners take turns, each node in a rotation of its own', async () => {
  const users = await makeUsers('ada', 'bob', 'cy')
  const owners: (string | null)[] = []
  for (let turn = 1; turn <= 4; turn++) {
    const effect = await assign(users)
    await workUntilIdle()
    owners.push((await prospectNow(effect.prospectId)).ownerId)
  }
  expect(owners).toEqual([...users, users[0]])
  const elsewhere = await assign(users, 'round-robin', 'another')
  await workUntilIdle()
  expect((await prospectNow(elsewhere.prospectId)).ownerId).toBe(users[0])
})

test('twelve at once take twelve turns, each user as often', async () => {
  const users = await makeUsers('ada', 'bob', 'cy')
  const effects = await Promise.all(Array.from({ length: 12 }, () => assign(users)))
  await Promise.all(effects.map((effect) => applyToProspect([effect], soon())))
  const taken = await turns()
  expect(taken.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  for (const user of users) expect(taken.filter(({ userId }) => userId === user)).toHaveLength(4)
})

test('whoever has no account any more is skipped; with nobody left the effect says so', async () => {
  const [ada = '', bob = '', cy = ''] = await makeUsers('ada', 'bob', 'cy')
  await applyToProspect([await assign([ada, bob, cy])], soon())
  const { internalAdapter } = await (await getAuth()).$context
  await internalAdapter.deleteUser(bob)
  const next = await assign([ada, bob, cy])
  await workUntilIdle()
  expect((await prospectNow(next.prospectId)).ownerId).toBe(cy)
  const lost = await assign([bob])
  await workUntilIdle()
  expect(await effectNow(lost)).toMatchObject({ state: 'dead', reason: { code: 'no-user' } })
})

test('a worker that dies at any write changes nothing about whose turn it is', async () => {
  const users = await makeUsers('ada', 'bob')
  const first = await assign(users)
  const { writes } = await crashAt(null, () => workUntilIdle())
  expect((await prospectNow(first.prospectId)).ownerId).toBe(users[0])
  expect(writes).toBeGreaterThan(3)
  let count = 1
  for (let write = 1; write <= writes; write++) {
    for (const when of ['before', 'after'] as const) {
      const effect = await assign(users)
      const dying = newOwner()
      await crashAt({ write, when }, () => workUntilIdle(dying))
      endOwner(dying)
      await workUntilIdle()
      const expected = users[count++ % 2]
      const at = `died ${when} write ${write}`
      expect((await prospectNow(effect.prospectId)).ownerId, at).toBe(expected)
      expect((await effectNow(effect)).choice, at).toEqual({ ownerId: expected })
    }
  }
  expect(await turns()).toHaveLength(count)
})
