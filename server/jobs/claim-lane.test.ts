import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { useTestDatabase } from '../testing/database'
import { claimLane, firstLeftLane, releaseLane, renewLane } from './claim-lane'
import { Lanes } from './lane'
import { endOwner, isGone, newOwner } from './owner'

useTestDatabase()
const lane = (owner: string) => claimLane({ kind: 'plan', lane: 3, owner })
const endsAt = (ms: number) =>
  collectionOf(Lanes).updateOne({ _id: 'plan:3' }, { $set: { until: new Date(Date.now() + ms) } })

test('of many workers one gets a lane, and the fence grows with every claim', async () => {
  const claims = await Promise.all(Array.from({ length: 10 }, () => lane(newOwner())))
  const [lease] = claims.filter((claim) => claim !== null)
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
  expect(lease).toMatchObject({ fence: 1, takenFrom: null })
  if (lease) await releaseLane(lease)
  expect(await lane(newOwner())).toMatchObject({ fence: 2, takenFrom: null })
})

test('a lane is waited for until the lease and its grace are over; who had it then can neither renew nor release', async () => {
  const first = await lane(newOwner())
  await endsAt(-4_000)
  expect(await lane(newOwner())).toBeNull()
  await endsAt(-6_000)
  const second = await lane(newOwner())
  expect(second).toMatchObject({ fence: 2, takenFrom: first?.owner })
  expect(first && (await renewLane(first))).toBeNull()
  if (first) await releaseLane(first)
  expect(await lane(newOwner())).toBeNull()
  expect(second && (await renewLane(second))?.getTime()).toBeGreaterThan(Date.now() + 5_000)
})

test('nobody waits for a worker that is gone', async () => {
  const owner = newOwner()
  const first = await lane(owner)
  expect(await firstLeftLane('plan', 0)).toBeNull()
  endOwner(owner)
  expect(await firstLeftLane('plan', 0)).toBe(3)
  expect(await firstLeftLane('plan', 4)).toBeNull()
  expect(await lane(newOwner())).toMatchObject({ fence: 2, takenFrom: first?.owner })
})

test('only a process of this machine that has ended counts as gone', () => {
  const [host] = newOwner().split('|')
  expect(isGone(newOwner())).toBe(false)
  expect(isGone(`${host}|999999999|x`)).toBe(true)
  expect(isGone(`${host}|${process.ppid}|x`)).toBe(false)
  expect(isGone('another-machine|999999999|x')).toBe(false)
})
