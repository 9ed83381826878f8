import { derivedId } from '@/server/db/new-id'
import { groupBy } from '@/server/group-by'
import { advance } from '@/workflows/advance'
import { type CompiledWorkflow, compile } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import { readDocument } from '@/workflows/document/read-document'
import { applyEffect } from '@/workflows/effects'
import type { EventPayload } from '@/workflows/events'
import { emptyProspect, type ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { type RunState, statusOf } from '@/workflows/run-state'

type Run = { id: string; workflowId: string; workflow: CompiledWorkflow; state: RunState }
type Person = { prospect: ProspectSnapshot; runs: Run[] }
export type OracleEvent = { id: string; who: string; at: Date; payload: EventPayload }

/**
 * What should come of events, by the executor alone: no database, no workers, nothing that can go wrong. Everything
 * has the ids that it has in the database.
 */
export class Oracle {
  readonly people = new Map<string, Person>()
  /** Ids of all effects there should be, with their kinds. */
  readonly effects = new Map<string, string>()
  readonly #live = new Map<string, CompiledWorkflow>()
  readonly #orderOf: (eventId: string) => string[]

  /** @param orderOf in which order runs were taken that one event concerns; any order is right */
  constructor(scores: Record<string, number>, orderOf: (eventId: string) => string[]) {
    this.#orderOf = orderOf
    for (const [who, score] of Object.entries(scores))
      this.people.set(who, { prospect: { ...structuredClone(emptyProspect), score }, runs: [] })
  }

  publish(workflowId: string, document: WorkflowDocument): void {
    const read = readDocument(document)
    const workflow = read.ok ? compile(read.document).workflow : null
    if (!workflow) throw new Error('only what compiles can be published')
    this.#live.set(workflowId, workflow)
  }

  /** One event, and what it leads to at once. */
  happens(event: OracleEvent, now: Date): void {
    const person = this.#person(event.who)
    const { payload } = event
    const snapshot = payload.kind === 'sequence.entered' ? payload.snapshot : structuredClone(person.prospect)
    const order = this.#orderOf(event.id)
    const concerned = this.#candidates(event, person).toSorted(
      (a, b) => order.indexOf(a.id) - order.indexOf(b.id),
    )
    const moves: OracleEvent[] = []
    for (const { id: runId, workflowId, workflow, state } of concerned) {
      const result = advance({
        workflow,
        workflowId,
        runId,
        state,
        event: { ...payload, id: event.id, at: event.at },
        snapshot,
        now,
      })
      if (!result) continue
      const run = { id: runId, workflowId, workflow, state: result.state }
      person.runs = [...person.runs.filter(({ id }) => id !== runId), run]
      for (const [index, effect] of result.effects.entries()) {
        const id = derivedId(event.id, runId, effect.nodeId, index)
        this.effects.set(id, effect.kind)
        person.prospect = applyEffect(person.prospect, effect)
        if (effect.kind !== 'sequence.enter') continue
        const { nodeId } = effect.payload
        const entered = { kind: 'sequence.entered' as const, workflowId, nodeId, runId, snapshot }
        moves.push({ id: derivedId(id, 'sequence.entered'), who: event.who, at: event.at, payload: entered })
      }
    }
    for (const move of moves) this.happens(move, now)
  }

  /** It is this late: waits are over, those that began meanwhile too. */
  itIs(now: Date): void {
    for (let due = this.#due(now); due.length; due = this.#due(now))
      for (const event of due) this.happens(event, now)
  }

  #due(now: Date): OracleEvent[] {
    const due = [...this.people].flatMap(([who, { runs }]) =>
      runs.flatMap(({ id: runId, state }) =>
        state.timers
          .filter(({ endsAt }) => endsAt <= now)
          .map(({ nodeId, stepId, entry, endsAt }) => ({
            id: derivedId(runId, nodeId, stepId, entry),
            who,
            at: endsAt,
            payload: { kind: 'timer.elapsed' as const, runId, nodeId, stepId, entry },
          })),
      ),
    )
    return due.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  }

  #candidates({ id, payload }: OracleEvent, { runs }: Person) {
    if ('runId' in payload && payload.runId) return runs.filter((run) => run.id === payload.runId)
    const starting = [...this.#live].map(([workflowId, workflow]) => ({
      id: derivedId(id, workflowId),
      workflowId,
      workflow,
      state: null,
    }))
    if ('workflowId' in payload) return starting.filter(({ workflowId }) => workflowId === payload.workflowId)
    return [...runs.filter(({ state }) => ['active', 'waiting'].includes(statusOf(state))), ...starting]
  }

  #person(who: string): Person {
    const person = this.people.get(who)
    if (!person) throw new Error(`nobody is called ${who}`)
    return person
  }
}

/** The ids of the runs in each plan, in their order. */
export function orderIn(plans: { _id: string; runs: { runId: string }[] }[]): (eventId: string) => string[] {
  const byEvent = groupBy(plans, ({ _id }) => _id)
  return (eventId) => byEvent.get(eventId)?.flatMap(({ runs }) => runs.map(({ runId }) => runId)) ?? []
}
