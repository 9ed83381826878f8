import { isDeepStrictEqual } from 'node:util'
import type { Plan } from '@/server/runs/plan'
import { hashVersion } from '@/server/workflows/hash-version'
import type { Criteria, CriteriaGroup } from '@/workflows/criteria/criteria'
import { type CriteriaResult, evaluate } from '@/workflows/criteria/evaluate'
import type { WorkflowDocument } from '@/workflows/document/document'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import type { Expected, Facts, Violation } from './facts'

/** I7: the plans of a prospect have no gaps, and stand in the order of what happened. */
export function plansInOrder({ plansByProspect }: Facts, { isInOrder }: Expected): Violation[] {
  return [...plansByProspect].flatMap(([prospectId, plans]) => {
    const numbers = plans.map(({ seq }) => seq)
    const isGapless = numbers.every((seq, index) => seq === index + 1)
    const late = plans.find((plan, index) => index > 0 && plan.at < (plans[index - 1] as Plan).at) // index is above 0
    return [
      ...(isGapless ? [] : [violation('I7', `plans of ${prospectId} are numbered ${numbers}`)]),
      ...(isInOrder && late ? [violation('I7', `plan ${late._id} of ${prospectId} is out of order`)] : []),
    ]
  })
}

/** I8: every condition, evaluated again on the snapshot that is stored with it, comes to the same result. */
export function criteriaRecomputable({ plans }: Facts): Violation[] {
  return plans.flatMap(({ _id, at, runs, snapshot }) => {
    const steps = runs.flatMap((run) => run.steps)
    const results = steps.flatMap(({ criteria, rejected }) => [
      criteria,
      ...rejected.map((one) => one.criteria),
    ])
    const wrong = results.filter((result) => result && !isRecomputable(result, snapshot, at))
    return wrong.map((result) =>
      violation('I8', `plan ${_id}: ${JSON.stringify(result)} comes out differently`),
    )
  })
}

/** I9: one plan per event, for the prospect it happened to, and each run in it once. */
export function onePlanPerEvent({ plans, events }: Facts, { isAtRest }: Expected): Violation[] {
  const planned = new Set(plans.map(({ _id }) => _id))
  const withoutEvent = plans.filter(({ _id, prospectId }) => events.get(_id)?.prospectId !== prospectId)
  const doubled = plans.filter(({ runs }) => new Set(runs.map(({ runId }) => runId)).size < runs.length)
  const lost = isAtRest
    ? [...events.values()].filter(
        (event) => event.state === 'planned' && !event.outcome && !planned.has(event._id),
      )
    : []
  return [
    ...withoutEvent.map(({ _id }) => violation('I9', `plan ${_id} has no event of its prospect`)),
    ...doubled.map(({ _id }) => violation('I9', `plan ${_id} has a run twice`)),
    ...lost.map(({ _id }) => violation('I9', `event ${_id} counts as planned, and has no plan`)),
  ]
}

/** I10: what was executed is what was published, to the last letter. */
export function executedAsPublished({ plans, versions }: Facts): Violation[] {
  const hashes = new Map(
    [...versions.values()].map(({ _id, hash, document, messages, functions }) => {
      // Hashed as it stands there, whatever it is by now.
      const content = { document: document as WorkflowDocument, messages, ...(functions && { functions }) }
      return [_id, hash === hashVersion(content) ? hash : 'changed since it was published']
    }),
  )
  return plans.flatMap(({ _id, runs }) =>
    runs
      .filter(({ versionId, versionHash }) => hashes.get(versionId) !== versionHash)
      .map(({ versionId }) => violation('I10', `plan ${_id}: version ${versionId} is not what was executed`)),
  )
}

function isRecomputable(result: CriteriaResult, snapshot: ProspectSnapshot, at: Date): boolean {
  return isDeepStrictEqual(plain(evaluate(criteriaOf(result), snapshot, at)), plain(result))
}

/** The condition that a result tells of: what was asked is stored beside every answer. */
function criteriaOf({ combinator, not, rules }: CriteriaResult): Criteria {
  const asked = rules.map((rule) =>
    'rules' in rule ? criteriaOf(rule) : { field: rule.field, operator: rule.operator, value: rule.value },
  )
  return { combinator, not, rules: asked } as CriteriaGroup // values come from a condition that was valid
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

function violation(invariant: string, message: string): Violation {
  return { invariant, message }
}
