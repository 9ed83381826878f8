import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { useTestDatabase } from '../testing/database'
import { claimLane, firstLeftLane } from './claim-lane'
import { claimLanes, releaseLanes, renewLanes } from './claim-lanes'
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
  expect(lease).toMatchObject({ fence: 1, left: [] })
  if (lease) await releaseLanes(lease)
  expect(await lane(newOwner())).toMatchObject({ fence: 2, left: [] })
})

test('a lane is waited for until the lease and its grace are over; who had it then can neither renew nor release', async () => {
  const first = await lane(newOwner())
  await endsAt(-1_000)
  expect(await lane(newOwner())).toBeNull()
  await endsAt(-6_000)
  const second = await lane(newOwner())
  expect(second).toMatchObject({ fence: 2, left: [{ lane: 3, by: first?.owner }] })
  expect(first && (await renewLanes(first))).toBeNull()
  if (first) await releaseLanes(first)
  expect(await lane(newOwner())).toBeNull()
  expect(second && (await renewLanes(second))?.getTime()).toBeGreaterThan(Date.now() + 5_000)
})

test('nobody waits for a worker that is gone', async () => {
  const owner = newOwner()
  const first = await lane(owner)
  expect(await firstLeftLane('plan', 0)).toBeNull()
  endOwner(owner)
  expect(await firstLeftLane('plan', 0)).toBe(3)
  expect(await firstLeftLane('plan', 4)).toBeNull()
  expect(await lane(newOwner())).toMatchObject({ fence: 2, left: [{ lane: 3, by: first?.owner }] })
})

test('only a process of this machine that has ended counts as gone', () => {
  const [host] = newOwner().split('|')
  expect(isGone(newOwner())).toBe(false)
  expect(isGone(`${host}|999999999|x`)).toBe(true)
  expect(isGone(`${host}|${process.ppid}|x`)).toBe(false)
  expect(isGone('another-machine|999999999|x')).toBe(false)
})

test('of several lanes a worker gets those that are free, and loses them all when one is lost', async () => {
  const held = await lane(newOwner())
  const rest = await claimLanes({ kind: 'plan', lanes: [2, 3, 4], owner: newOwner() })
  expect(rest?.lanes).toEqual([2, 4])
  expect(rest && (await renewLanes(rest))).toBeInstanceOf(Date)
  await collectionOf(Lanes).updateOne({ _id: 'plan:4' }, { $set: { owner: 'somebody' } })
  expect(rest && (await renewLanes(rest))).toBeNull()
  if (rest) await releaseLanes(rest)
  const owners = await collectionOf(Lanes).find().sort({ _id: 1 }).toArray()
  expect(owners.map(({ owner }) => owner)).toEqual([null, held?.owner, 'somebody'])
})
