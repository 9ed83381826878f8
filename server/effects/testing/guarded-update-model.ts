import type { Step } from './explore'

/**
 * One effect, two workers, a sweeper and a clock, as the code does it; each part names the file it stands for.
 *
 * Times are how far away something is, in units in which a lease lasts two and the longest update one: only their
 * order matters. What is long over is kept as `LONG_OVER`, so there are finitely many states though time never ends.
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
  /** lease: how long after its end a lease is respected by others (`isOver`). */
  grace: number
  /** finish-effect: the filter on `lease.owner` and `lease.fence`. */
  hasFence: boolean
  /** apply-to-prospect, `whyNot`: reads `fx` before an effect that did not match counts as applied. */
  readsWhenUnmatched: boolean
  /** lease, `guardedUntil`: how long after the end of its lease the guard of an applied effect stays. */
  guardedFor: number
}

export const asBuilt: Protection = {
  hasGuard: true,
  hasLeaseInFilter: true,
  grace: UPDATE_MOST,
  hasFence: true,
  readsWhenUnmatched: true,
  guardedFor: LEASE + UPDATE_MOST,
}

/** `claim` stands for owner and fence together: no two claims share either. */
type Lease = { claim: number; endsIn: number }

type Worker = {
  at: 'idle' | 'claiming' | 'claimed' | 'updating' | 'unmatched' | 'applied'
  /** What it knows of its lease: as it read it after claiming, however much later it is now. */
  lease: Lease | null
}

/** An update that the database is at. Its `$$NOW` is when it began. It outlives whoever sent it. */
type Update = { lease: Lease; age: number; wasUnderLease: boolean }

export type State = {
  effect: { isDone: boolean; lease: Lease | null; guardEndsIn: number | null }
  fx: boolean
  applied: number
  workers: Worker[]
  updates: Update[]
  /** The sweeper has read that the guard may go, and has not taken it out yet. */
  isSweeping: boolean
  /** The process that holds the effect has ended. */
  isHolderGone: boolean
  crashesLeft: number
}

const idle: Worker = { at: 'idle', lease: null }

export function startState(crashes: number): State {
  return {
    effect: { isDone: false, lease: null, guardEndsIn: null },
    fx: false,
    applied: 0,
    workers: [idle, idle],
    updates: [],
    isSweeping: false,
    isHolderGone: false,
    crashesLeft: crashes,
  }
}

/** Everything that may happen next: any worker's next step, its end, the database's, the sweeper's, or time. */
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
  if (at === 'idle') return claim(state, who, protection)
  if (at === 'claiming') return [readClaim(state, who)]
  const renewed = renew(state, who)
  if (at === 'claimed') return [...sendUpdate(state, who), ...renewed]
  if (at === 'unmatched') return [askWhyNot(state, who, protection), ...renewed]
  if (at === 'applied') return [finish(state, who, protection), ...renewed]
  return renewed // it waits for the answer of its update
}

/** claim-effects, `renewEffects`: the stored lease lasts longer; the update is sent under the one that was read. */
function renew(state: State, who: number): Step<State>[] {
  const { isDone, lease } = state.effect
  const own = state.workers[who]?.lease
  if (isDone || !lease || lease.claim !== own?.claim || lease.endsIn === LEASE) return []
  const effect = { ...state.effect, lease: { ...lease, endsIn: LEASE } }
  return [{ does: `worker ${who} renews its lease`, next: { ...state, effect } }]
}

/** claim-effects, `updateMany`: due, and never claimed, or lease and grace over, or held by a process that is gone. */
function claim(state: State, who: number, { grace }: Protection): Step<State>[] {
  const { isDone, lease } = state.effect
  const isFree = !lease || lease.endsIn < -grace || state.isHolderGone
  if (isDone || !isFree) return []
  const claimed = { claim: 1 + Math.max(0, ...claimsIn(state)), endsIn: LEASE }
  return [
    {
      does: `worker ${who} claims it`,
      next: {
        ...withWorker(state, who, { at: 'claiming', lease: claimed }),
        effect: { ...state.effect, lease: claimed },
        isHolderGone: false,
      },
    },
  ]
}

/** claim-effects, `find`: what it claimed, unless somebody has claimed it since. */
function readClaim(state: State, who: number): Step<State> {
  const { lease } = state.workers[who] ?? idle
  const isItsOwn = !state.effect.isDone && state.effect.lease?.claim === lease?.claim
  return step(state, who, isItsOwn ? { at: 'claimed', lease } : idle, 'reads what it claimed')
}

/** apply-to-prospect: `findOneAndUpdate` reaches the database, however long after the claim. */
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
  const answered = state.workers.map((worker) =>
    isSender(worker, update)
      ? { ...worker, at: isMatched ? ('applied' as const) : ('unmatched' as const) }
      : worker,
  )
  return {
    does: `the update under claim ${update.lease.claim} ${isMatched ? 'changes the prospect' : 'matches nothing'}`,
    next: {
      ...state,
      workers: answered,
      updates: state.updates.toSpliced(which, 1),
      applied: state.applied + (isMatched ? 1 : 0),
      fx: protection.hasGuard && (state.fx || isMatched),
    },
  }
}

/** apply-to-prospect, `whyNot`: in `fx`, so applied; else the lease was over, and nothing is touched. */
function askWhyNot(state: State, who: number, { readsWhenUnmatched }: Protection): Step<State> {
  const { lease } = state.workers[who] ?? idle
  const isApplied = state.fx || !readsWhenUnmatched
  return step(state, who, isApplied ? { at: 'applied', lease } : idle, 'asks why nothing matched')
}

/** finish-effect: done, if it is still due and the lease is still this worker's. */
function finish(state: State, who: number, { hasFence, guardedFor }: Protection): Step<State> {
  const { lease } = state.workers[who] ?? idle
  const finished = step(state, who, idle, 'marks it done')
  const isItsOwn = state.effect.lease?.claim === lease?.claim
  if (!lease || state.effect.isDone || (hasFence && !isItsOwn)) return finished
  const guardEndsIn = Math.max(LONG_OVER, lease.endsIn + guardedFor) // lease, `guardedUntil`
  return {
    ...finished,
    next: { ...finished.next, effect: { ...state.effect, isDone: true, guardEndsIn } },
  }
}

/** sweep-fx: `find`, then `$pullAll`, with anything between the two. */
function sweep(state: State, { hasGuard }: Protection): Step<State>[] {
  const { isDone, guardEndsIn } = state.effect
  if (state.isSweeping)
    return [
      {
        does: 'the sweeper takes the guard out',
        next: {
          ...state,
          isSweeping: false,
          fx: false,
          effect: { ...state.effect, guardEndsIn: null },
        },
      },
    ]
  if (!hasGuard || !isDone || guardEndsIn === null || guardEndsIn >= 0) return []
  return [{ does: 'the sweeper finds that the guard may go', next: { ...state, isSweeping: true } }]
}

/** A worker's process ends and another begins in its place. What it had sent is on its way all the same. */
function crash(state: State, who: number): Step<State>[] {
  const { at, lease } = state.workers[who] ?? idle
  if (at === 'idle' || state.crashesLeft === 0) return []
  const ended = step(state, who, idle, 'is killed')
  const isHolder = lease !== null && state.effect.lease?.claim === lease.claim
  return [
    {
      ...ended,
      next: {
        ...ended.next,
        crashesLeft: state.crashesLeft - 1,
        isHolderGone: state.isHolderGone || isHolder,
      },
    },
  ]
}

/** Time goes by, for those who sleep too. An update that takes too long is ended (`maxTimeMS`), and fails its sender. */
function tick(state: State): Step<State> {
  const older = (lease: Lease | null) => lease && { ...lease, endsIn: Math.max(LONG_OVER, lease.endsIn - 1) }
  const { guardEndsIn } = state.effect
  const ended = state.updates.filter(({ age }) => age + 1 > UPDATE_MOST)
  return {
    does: 'time goes by',
    next: {
      ...state,
      effect: {
        ...state.effect,
        lease: older(state.effect.lease),
        guardEndsIn: guardEndsIn === null ? null : Math.max(LONG_OVER, guardEndsIn - 1),
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

function claimsIn({ effect, workers, updates }: State): number[] {
  const leases = [effect.lease, ...workers.map(({ lease }) => lease), ...updates.map(({ lease }) => lease)]
  return leases.flatMap((lease) => lease?.claim ?? [])
}

/** Only which claims are the same matters, not their numbers; nor which of the two workers is which. */
function alike(state: State): State {
  const workers = state.workers.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const names = new Map<number, number>()
  const ordered = { ...state, workers }
  for (const claim of claimsIn(ordered)) if (!names.has(claim)) names.set(claim, names.size + 1)
  const renamed = <Held extends Lease | null>(lease: Held): Held =>
    lease && { ...lease, claim: names.get(lease.claim) ?? 0 }
  return {
    ...ordered,
    effect: { ...state.effect, lease: renamed(state.effect.lease) },
    workers: workers.map((worker) => ({ ...worker, lease: renamed(worker.lease) })),
    updates: state.updates.map((update) => ({ ...update, lease: renamed(update.lease) })),
  }
}

/** Twice is wrong at any moment, never is wrong once it counts as done; and from anywhere it must come to an end. */
export function wrongWith(protection: Protection): (state: State) => string | null {
  return (state) => {
    if (state.applied > 1) return 'applied twice'
    if (state.effect.isDone && state.applied === 0) return 'done, but never applied'
    const isQuiet = state.updates.length === 0 && state.workers.every(({ at }) => at === 'idle')
    return isQuiet ? wrongInTheEnd(state, protection) : null
  }
}

/** One more worker, undisturbed, after all leases are over. */
function wrongInTheEnd(quiet: State, protection: Protection): string | null {
  let state = quiet
  for (let time = LONG_OVER; time < 0; time++) state = tick(state).next
  while (!state.effect.isDone) {
    const updates = state.updates.map((_, which) => commit(state, which, protection))
    const [next] = [...updates, ...workerSteps(state, 0, protection)]
    if (!next) return 'stuck: nobody can apply it any more'
    state = next.next
  }
  return state.applied === 1 ? null : `applied ${state.applied} times in the end`
}
