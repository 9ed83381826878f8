import { collectionOf } from '../db/collection-of'
import { groupBy } from '../group-by'
import type { LaneKind } from '../jobs/claim-lanes'
import type { HeldLane } from '../jobs/hold-lane'
import { LEASE_MS, TURN_MS } from '../jobs/lease'
import { log } from '../log'
import { attemptEffect } from './attempt-effect'
import {
  beginEffect,
  type ClaimedEffect,
  claimEffects,
  releaseLeftEffects,
  renewEffects,
} from './claim-effects'
import { finishEffects } from './finish-effect'
import { kindsInLane } from './kinds-in-lane'
import { dueEffects, Effects, type StoredEffect } from './stored-effect'

const BATCH = 64
const SUSPICIOUS_ATTEMPTS = 2
const AT_A_TIME = 8

/** Applies what is due in a lane, until nothing is or its turn is over. @returns how many attempts were made */
export async function applyLane(held: HeldLane, isStopping: () => boolean): Promise<number> {
  const { kind, lane, left } = held.lease
  for (const { by } of left) await releaseLeftEffects(lane, by)
  const turnEnds = performance.now() + TURN_MS
  let attempted = 0
  while (held.isHeld && !isStopping() && performance.now() < turnEnds) {
    const claimed = await claimEffects(together(await nextEffects(kind, lane)), held.lease.owner)
    if (claimed.length === 0) return attempted
    await applyAll(claimed)
    attempted += claimed.length
  }
  return attempted
}

/**
 * What may be claimed at once. All that a worker is at when it is killed has one attempt less, so what was there at
 * more than one kill goes alone: only what really ends its workers comes to the end of its attempts (I21).
 */
function together(due: StoredEffect[]): StoredEffect[] {
  const harmless = due.filter(({ attempts }) => attempts < SUSPICIOUS_ATTEMPTS)
  return harmless.length ? harmless : due.slice(0, 1)
}

/** The next effects of a lane that nobody seems to hold, in the order in which they became due. */
async function nextEffects(kind: LaneKind, lane: number): Promise<StoredEffect[]> {
  return collectionOf(Effects)
    .find({ ...dueEffects(), kind: kindsInLane(kind), lane }, { maxTimeMS: 10_000 })
    .sort({ dueAt: 1, seq: 1, index: 1 })
    .limit(BATCH)
    .toArray()
}

async function applyOne(effect: ClaimedEffect): Promise<void> {
  const begun = await beginEffect(effect)
  if (begun) await finishEffects([await attemptEffect(begun)])
}

/** Effects of one prospect one after the other, several prospects at a time; leases are renewed meanwhile. */
async function applyAll(claimed: ClaimedEffect[]): Promise<void> {
  const waiting = [...groupBy(claimed, ({ prospectId }) => prospectId).values()]
  const renewing = setInterval(() => {
    renewEffects(claimed).catch((error) => log.warn({ cause: error?.name }, 'could not renew leases'))
  }, LEASE_MS / 3)
  const work = async () => {
    for (let effects = waiting.shift(); effects; effects = waiting.shift())
      for (const effect of effects) await applyOne(effect)
  }
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
  } finally {
    clearInterval(renewing)
  }
}
