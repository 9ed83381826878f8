import type { Step } from './explore'

/**
 * One effect of one plan, applied while the plan is settled: under the lease of the lane, and stored only afterwards,
 * as it turned out. Two workers, a sweeper and a clock; each part names the file it stands for. Times are how far
 * away something is, in units in which a lease lasts two and the longest update one.
 */
const LEASE = 2
const UPDATE_MOST = 1
const LONG_OVER = -(LEASE + UPDATE_MOST + 2)

/** What keeps an effect from happening twice, or never. Each can be left out, to see that it is needed. */
export type Protection = {
  /** apply-to-prospect: `fx: { $nin: ids }` in the filter, `$push: { fx }` in the same update. */
  hasGuard: boolean
  /** apply-to-prospect: `$expr: { $lt: ['$$NOW', leaseUntil] }` in the filter. */
  hasLeaseInFilter: boolean
  /** apply-to-prospect, `whyNot`: reads `fx` before an effect that did not match counts as applied. */
  readsWhenUnmatched: boolean
  /** settle-plans: the effect is stored after it was applied, not before. */
  storesAfterwards: boolean
  /** sweep-fx: an effect that was stored without a fence is looked at twice, a lease and a grace apart. */
  looksTwice: boolean
}

export const asBuilt: Protection = {
  hasGuard: true,
  hasLeaseInFilter: true,
  readsWhenUnmatched: true,
  storesAfterwards: true,
  looksTwice: true,
}

type Lease = { claim: number; endsIn: number }

type Worker = {
  at: 'idle' | 'claimed' | 'unstored' | 'updating' | 'unmatched' | 'applied' | 'stored'
  /** The lease as it was when the plan was read; renewals do not reach this plan (settle-plans). */
  lease: Lease | null
}

type Update = { lease: Lease; age: number; wasUnderLease: boolean }

export type State = {
  lane: { lease: Lease | null; isHolderGone: boolean }
  isSettled: boolean
  /** The stored effect: done. `guardEndsIn` null: swept. */
  effect: { guardEndsIn: number | null; wasSeen: boolean } | null
  fx: boolean
  applied: number
  workers: Worker[]
  updates: Update[]
  isSweeping: boolean
  crashesLeft: number
}

const idle: Worker = { at: 'idle', lease: null }

export function startState(crashes: number): State {
  return {
    lane: { lease: null, isHolderGone: false },
    isSettled: false,
    effect: null,
    fx: false,
    applied: 0,
    workers: [idle, idle],
    updates: [],
    isSweeping: false,
    crashesLeft: crashes,
  }
}

/** Everything that may happen next. */
export function stepsOf(protection: Protection): (state: State) => Step<State>[] {
  return (state) =>
    [
      ...state.workers.flatMap((_, who) => [...workerSteps(state, who, protection), ...crash(state, who)]),
      ...state.updates.map((_, which) => commit(state, which, protection)),
      ...sweep(state, protection),
      tick(state),
    ].map(({ does, next }) => ({ does, next: alike(next) }))
}

function workerSteps(state: State, who: number, protection: Protection): Step<State>[] {
  const { at } = state.workers[who] ?? idle
  const renewed = renew(state, who)
  if (at === 'idle') return claimLane(state, who)
  if (at === 'claimed') return [readStored(state, who, protection), ...renewed]
  if (at === 'unstored') return [...sendUpdate(state, who), ...renewed]
  if (at === 'unmatched') return [askWhyNot(state, who, protection), ...renewed]
  if (at === 'applied') return [storeEffect(state, who), ...renewed]
  if (at === 'stored') return [markSettled(state, who)]
  return renewed // it waits for the answer of its update
}

/** claim-lane: free, or lease and grace over, or held by a process that is gone. There is work until it is settled. */
function claimLane(state: State, who: number): Step<State>[] {
  const { lease, isHolderGone } = state.lane
  const isFree = !lease || lease.endsIn < -UPDATE_MOST || isHolderGone
  if (state.isSettled || !isFree) return []
  const claimed = { claim: 1 + Math.max(0, ...claimsIn(state)), endsIn: LEASE }
  const next = { ...withWorker(state, who, { at: 'claimed', lease: claimed }) }
  return [
    {
      does: `worker ${who} claims the lane`,
      next: { ...next, lane: { lease: claimed, isHolderGone: false } },
    },
  ]
}

/** hold-lane, `renewLane`: fenced; what the worker is at keeps the lease that it began with. */
function renew(state: State, who: number): Step<State>[] {
  const { lease } = state.lane
  const own = state.workers[who]?.lease
  if (!lease || lease.claim !== own?.claim || lease.endsIn === LEASE) return []
  const lane = { ...state.lane, lease: { ...lease, endsIn: LEASE } }
  return [{ does: `worker ${who} renews the lane`, next: { ...state, lane } }]
}

/** settle-plans, `storedEffects`: what is stored already is in other hands. */
function readStored(state: State, who: number, { storesAfterwards }: Protection): Step<State> {
  const { lease } = state.workers[who] ?? idle
  const read = step(
    state,
    who,
    { at: state.effect ? 'stored' : 'unstored', lease },
    'reads which effects are stored',
  )
  if (storesAfterwards || state.effect || !lease) return read
  return { ...read, next: { ...read.next, effect: stored(lease) } }
}

/** apply-to-prospect: `findOneAndUpdate` reaches the database, however long after the lane was claimed. */
function sendUpdate(state: State, who: number): Step<State>[] {
  const { lease } = state.workers[who] ?? idle
  if (!lease) return []
  const sent = step(state, who, { at: 'updating', lease }, 'sends its update')
  const update = { lease, age: 0, wasUnderLease: lease.endsIn > 0 }
  return [{ ...sent, next: { ...sent.next, updates: [...state.updates, update] } }]
}

/** The same update takes place, or matches nothing; its sender hears of it, if it still lives. */
function commit(state: State, which: number, protection: Protection): Step<State> {
  const update = state.updates[which] as Update // one of them
  const isAllowed = update.wasUnderLease || !protection.hasLeaseInFilter
  const isMatched = isAllowed && !(state.fx && protection.hasGuard)
  const answer = isMatched ? ('applied' as const) : ('unmatched' as const)
  return {
    does: `the update under claim ${update.lease.claim} ${isMatched ? 'changes the prospect' : 'matches nothing'}`,
    next: {
      ...state,
      workers: state.workers.map((worker) => (isSender(worker, update) ? { ...worker, at: answer } : worker)),
      updates: state.updates.toSpliced(which, 1),
      applied: state.applied + (isMatched ? 1 : 0),
      fx: protection.hasGuard && (state.fx || isMatched),
    },
  }
}

/** apply-to-prospect, `whyNot`; apply-at-once, `isLost`: whoever has the lane next settles this plan. */
function askWhyNot(state: State, who: number, { readsWhenUnmatched }: Protection): Step<State> {
  const { lease } = state.workers[who] ?? idle
  const isApplied = state.fx || !readsWhenUnmatched
  return step(state, who, isApplied ? { at: 'applied', lease } : idle, 'asks why nothing matched')
}

/** settle-plans, `insertNew`: under its own id, so once, as the first one says. There is no fence. */
function storeEffect(state: State, who: number): Step<State> {
  const { lease } = state.workers[who] ?? idle
  const inserted = step(state, who, { at: 'stored', lease }, 'stores the effect as done')
  if (state.effect || !lease) return inserted
  return { ...inserted, next: { ...inserted.next, effect: stored(lease) } }
}

/** lease, `guardedUntil`. */
function stored(lease: Lease) {
  return { guardEndsIn: Math.max(LONG_OVER, lease.endsIn + LEASE + UPDATE_MOST), wasSeen: false }
}

/** settle-plans, `markSettled`; then the lane is given back. */
function markSettled(state: State, who: number): Step<State> {
  const { lease } = state.workers[who] ?? idle
  const settled = step(state, who, idle, 'marks the plan settled')
  const isItsOwn = state.lane.lease?.claim === lease?.claim
  return {
    ...settled,
    next: {
      ...settled.next,
      isSettled: true,
      lane: isItsOwn ? { lease: null, isHolderGone: false } : state.lane,
    },
  }
}

/** sweep-fx: `find`, then `$pullAll`, with anything between; before that, the time from which it counts is set. */
function sweep(state: State, { hasGuard, looksTwice }: Protection): Step<State>[] {
  const { effect } = state
  if (state.isSweeping) {
    const swept = {
      ...state,
      isSweeping: false,
      fx: false,
      effect: effect && { ...effect, guardEndsIn: null },
    }
    return [{ does: 'the sweeper takes the guard out', next: swept }]
  }
  if (!hasGuard || !effect || effect.guardEndsIn === null || effect.guardEndsIn >= 0) return []
  if (looksTwice && !effect.wasSeen)
    return [
      {
        does: 'the sweeper sees it for the first time',
        next: { ...state, effect: { guardEndsIn: LEASE + UPDATE_MOST, wasSeen: true } },
      },
    ]
  return [{ does: 'the sweeper finds that the guard may go', next: { ...state, isSweeping: true } }]
}

/** A worker's process ends and another begins in its place. What it had sent is on its way all the same. */
function crash(state: State, who: number): Step<State>[] {
  const { at, lease } = state.workers[who] ?? idle
  if (at === 'idle' || state.crashesLeft === 0) return []
  const ended = step(state, who, idle, 'is killed')
  const isHolder = lease !== null && state.lane.lease?.claim === lease.claim
  const lane = { ...state.lane, isHolderGone: state.lane.isHolderGone || isHolder }
  return [{ ...ended, next: { ...ended.next, crashesLeft: state.crashesLeft - 1, lane } }]
}

/** Time goes by, for those who sleep too. An update that takes too long is ended (`maxTimeMS`), and fails its sender. */
function tick(state: State): Step<State> {
  const less = (time: number) => Math.max(LONG_OVER, time - 1)
  const older = (lease: Lease | null) => lease && { ...lease, endsIn: less(lease.endsIn) }
  const { effect } = state
  const ended = state.updates.filter(({ age }) => age + 1 > UPDATE_MOST)
  return {
    does: 'time goes by',
    next: {
      ...state,
      lane: { ...state.lane, lease: older(state.lane.lease) },
      effect: effect && {
        ...effect,
        guardEndsIn: effect.guardEndsIn === null ? null : less(effect.guardEndsIn),
      },
      workers: state.workers.map((worker) =>
        ended.some((update) => isSender(worker, update)) ? idle : { ...worker, lease: older(worker.lease) },
      ),
      updates: state.updates
        .filter((update) => !ended.includes(update))
        .map((update) => ({ ...update, age: update.age + 1, lease: older(update.lease) as Lease })), // it has one
    },
  }
}

function isSender(worker: Worker, update: Update): boolean {
  return worker.at === 'updating' && worker.lease?.claim === update.lease.claim
}

function step(state: State, who: number, worker: Worker, does: string): Step<State> {
  return { does: `worker ${who} ${does}`, next: withWorker(state, who, worker) }
}

function withWorker(state: State, who: number, worker: Worker): State {
  return { ...state, workers: state.workers.with(who, worker) }
}

function claimsIn({ lane, workers, updates }: State): number[] {
  const leases = [lane.lease, ...workers.map(({ lease }) => lease), ...updates.map(({ lease }) => lease)]
  return leases.flatMap((lease) => lease?.claim ?? [])
}

/** Only which claims are the same matters, not their numbers; nor which of the two workers is which. */
function alike(state: State): State {
  const workers = state.workers.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const names = new Map<number, number>()
  for (const claim of claimsIn({ ...state, workers })) if (!names.has(claim)) names.set(claim, names.size + 1)
  const renamed = <Held extends Lease | null>(lease: Held): Held =>
    lease && { ...lease, claim: names.get(lease.claim) ?? 0 }
  return {
    ...state,
    lane: { ...state.lane, lease: renamed(state.lane.lease) },
    workers: workers.map((worker) => ({ ...worker, lease: renamed(worker.lease) })),
    updates: state.updates.map((update) => ({ ...update, lease: renamed(update.lease) })),
  }
}

/** Twice is wrong at any moment, never is wrong once the plan is settled; and from anywhere it must come to an end. */
export function wrongWith(protection: Protection): (state: State) => string | null {
  return (state) => {
    if (state.applied > 1) return 'applied twice'
    if (state.isSettled && state.applied === 0) return 'settled, but never applied'
    const isQuiet = state.updates.length === 0 && state.workers.every(({ at }) => at === 'idle')
    return isQuiet ? wrongInTheEnd(state, protection) : null
  }
}

/** One more worker, undisturbed, after all leases are over. */
function wrongInTheEnd(quiet: State, protection: Protection): string | null {
  let state = quiet
  for (let time = LONG_OVER; time < 0; time++) state = tick(state).next
  while (!state.isSettled) {
    const updates = state.updates.map((_, which) => commit(state, which, protection))
    const [next] = [...updates, ...workerSteps(state, 0, protection)]
    if (!next) return 'stuck: nobody can settle it any more'
    state = next.next
  }
  return state.applied === 1 ? null : `applied ${state.applied} times in the end`
}
