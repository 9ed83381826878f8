import type { IdentifiedEvent } from '../events/judge-events'
import { markPlanned, type Planned } from '../events/mark-planned'
import type { StoredEvent } from '../events/stored-event'
import { holdEvent, isToHold } from '../holds/hold-event'
import type { LanesLease } from '../jobs/claim-lanes'
import { now } from '../jobs/clock'
import { noteStarts } from '../jobs/start-latency'
import { activityAt, noteActivity } from '../prospects/note-activity'
import { workspaceSettings } from '../settings/workspace-settings'
import { type Built, buildPlan } from './build-plan'
import { executableVersions } from './executable-versions'
import { type Followed, followMerges } from './follow-merges'
import { insertPlans, storedPlans } from './insert-plans'
import { lastEntries } from './last-entries'
import type { Plan } from './plan'
import { type LastPlan, lastPlans, loadPlanningState } from './planning-state'
import { type Settled, settlePlans } from './settle-plans'

/** An event that may lead to something, of a prospect whose events before it are planned. */
export type PlannableEvent = IdentifiedEvent & { prospectId: string }

/** The number of the last plan of each prospect, settled, as far as this planner knows. */
export type PlanNumbers = Map<string, number>

export type Round = {
  /** Ids of events that are done with. */
  planned: Set<string>
  /** Prospects that have to wait, because somebody else holds one of their effects. */
  deferred: Set<string>
  /** Events to be planned before anything else of their prospects. */
  followUps: StoredEvent[]
  hasOutsideEffects: boolean
}

/**
 * Plans one event for each of several prospects. Correct whatever other planners do at the same time: the number
 * of the last plan is known before anything else is read, and the plan is stored under the next number or not at
 * all. Events that are neither planned nor deferred are to be offered again.
 */
export async function planRound(
  events: PlannableEvent[],
  lane: LanesLease,
  numbers: PlanNumbers,
): Promise<Round> {
  const before = await settleLast(events, lane, numbers)
  const isWaiting = new Set([...before.deferred, ...before.followUps.map(({ prospectId }) => prospectId)])
  const ready = events.filter(({ prospectId }) => !isWaiting.has(prospectId))
  const { built, moved, waiting } = await build(ready, numbers)

  const { inserted, stored, outdated } = await insertPlans(built.flatMap(({ plan }) => plan ?? []))
  for (const { prospectId } of outdated) numbers.delete(prospectId)
  const certain = [...inserted, ...stored, ...(await planned(built))]
  const settled = await settle(certain, numbers, lane, freshPlans(built, inserted))
  noteStarts(waitsOf(built, inserted, settled))

  const offered = built.map(({ event }) => event)
  const marks = marksFor(offered, built, { certain, outdated, settled })
  await noteActivity(marks.flatMap(({ event }) => (settled.noted.has(event._id) ? [] : [event])))
  await markPlanned(marks)
  return {
    planned: new Set([...marks.map(({ event }) => event), ...moved].map(({ _id }) => _id)),
    deferred: new Set([
      ...before.deferred,
      ...deferredBy(certain, settled),
      ...waiting.map(({ prospectId }) => prospectId),
    ]),
    followUps: [...before.followUps, ...settled.followUps],
    hasOutsideEffects: before.hasOutsideEffects || settled.hasOutsideEffects,
  }
}

function freshPlans(built: BuiltFor[], inserted: Plan[]): Map<string, Date | null> {
  const isInserted = new Set(inserted.map(({ _id }) => _id))
  return new Map(
    built.flatMap(({ event }) =>
      isInserted.has(event._id) ? [[event._id, activityAt(event)] as const] : [],
    ),
  )
}

/** How long clicks waited until all that they started in our own database was done (?7), in milliseconds. */
function waitsOf(built: BuiltFor[], inserted: Plan[], { unsettled }: Settled): number[] {
  const at = now().getTime()
  const started = inserted.filter(({ _id, runs }) => runs.length > 0 && !unsettled.has(_id))
  const ids = new Set(started.map(({ _id }) => _id))
  // One that was held waited for somebody's decision.
  const clicks = built.filter(({ event }) => event.kind === 'link.clicked' && !event.replay)
  return clicks.flatMap(({ event }) => (ids.has(event._id) ? [at - event.at.getTime()] : []))
}

/** Finds out the numbers of prospects whose last plan is settled, before a round that asks for them. */
export async function learnNumbers(events: StoredEvent[], numbers: PlanNumbers): Promise<void> {
  for (const [prospectId, { seq, open }] of await lastOfUnknown(events, numbers))
    if (!open) numbers.set(prospectId, seq)
}

/** The last plan of each prospect comes to rest first, so that the next one sees everything it did. */
async function settleLast(events: PlannableEvent[], lane: LanesLease, numbers: PlanNumbers) {
  const last = await lastOfUnknown(events, numbers)
  for (const [prospectId, { seq }] of last) numbers.set(prospectId, seq)
  const open = [...last.values()].flatMap((plan) => plan.open ?? [])
  const settled = await settle(open, numbers, lane)
  return { ...settled, deferred: deferredBy(open, settled) }
}

async function lastOfUnknown(events: StoredEvent[], numbers: PlanNumbers): Promise<Map<string, LastPlan>> {
  const unknown = new Set(events.flatMap(({ prospectId }) => prospectId ?? []))
  for (const prospectId of unknown) if (numbers.has(prospectId)) unknown.delete(prospectId)
  return unknown.size ? lastPlans([...unknown]) : new Map()
}

async function settle(
  plans: Plan[],
  numbers: PlanNumbers,
  lane: LanesLease,
  fresh: ReadonlyMap<string, Date | null> = new Map(),
): Promise<Settled> {
  const open = plans.filter((plan) => !plan.settled)
  const settled = await settlePlans(open, lane, fresh)
  for (const { _id, prospectId, seq } of open)
    if (settled.unsettled.has(_id)) numbers.delete(prospectId)
    else numbers.set(prospectId, Math.max(seq, numbers.get(prospectId) ?? 0))
  return settled
}

type BuiltFor = Built & { event: PlannableEvent; held?: Planned['held'] }

type Build = { built: BuiltFor[] } & Omit<Followed, 'here'>

async function build(events: PlannableEvent[], numbers: PlanNumbers): Promise<Build> {
  if (events.length === 0) return { built: [], moved: [], waiting: [] }
  const { mostDepth } = await workspaceSettings()
  const { prospects, runs, live, paused } = await loadPlanningState(events)
  const { here, ...elsewhere } = await followMerges(events, { prospects, runs })
  const open = [...runs.values()].flat()
  const kept = events.flatMap(({ replay }) => replay?.versions ?? [])
  const versions = await executableVersions([...open, ...live, ...kept].map(({ versionId }) => versionId))
  const entries = await lastEntries([...prospects.values()], versions)
  const built = here.map((event): BuiltFor => {
    const prospect = prospects.get(event.prospectId)
    if (!prospect) return { event, plan: null, outcome: 'erased' }
    if ((event.depth ?? 0) > mostDepth) return { event, plan: null, outcome: 'loop' }
    if (isToHold(event)) return { event, plan: null, ...holdEvent(event, { prospect, live, at: now() }) }
    return {
      event,
      ...buildPlan({
        event,
        seq: (numbers.get(event.prospectId) ?? 0) + 1,
        prospect,
        runs: runs.get(event.prospectId) ?? [],
        live,
        paused,
        entries: entries.get(event.prospectId) ?? new Map(),
        versions,
        now: now(),
      }),
    }
  })
  return { built, ...elsewhere }
}

/** Nothing to do now may mean that another planner did it already. */
async function planned(built: BuiltFor[]): Promise<Iterable<Plan>> {
  const without = built.flatMap(({ event, plan }) => (plan ? [] : [event._id]))
  return (await storedPlans(without)).values()
}

function marksFor(
  events: PlannableEvent[],
  built: BuiltFor[],
  results: { certain: Plan[]; outdated: Plan[]; settled: Settled },
): Planned[] {
  const hasPlan = new Set(results.certain.map(({ _id }) => _id))
  const isOutdated = new Set(results.outdated.map(({ _id }) => _id))
  const builtFor = new Map(built.map((result) => [result.event._id, result]))
  return events
    .filter(({ _id }) => !isOutdated.has(_id) && !results.settled.unsettled.has(_id))
    .map((event) => {
      const { outcome = null, held } = builtFor.get(event._id) ?? {}
      const isCertain = hasPlan.has(event._id)
      return {
        event,
        outcome: isCertain && outcome !== 'quarantined' ? null : outcome,
        hasPlan: isCertain,
        ...(held && !isCertain ? { held } : {}),
      }
    })
}

function deferredBy(plans: Plan[], { unsettled }: Settled): string[] {
  return plans.flatMap(({ _id, prospectId }) => (unsettled.has(_id) ? [prospectId] : []))
}
