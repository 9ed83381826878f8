import type { Problem } from './compile'
import { executableSteps } from './compile/executable-steps'
import { type CompiledNode, type CompiledWorkflow, successorsOf } from './compile/graph'
import type { ActionDefinition, GoalDefinition } from './define-node'
import type { EffectRequest } from './effects'
import type { EventPayload, WorkflowEvent } from './events'
import { emptyProspect } from './prospect-snapshot'

/** A live workflow, or the one that is about to be. */
export type NamedWorkflow = { id: string; name: string; workflow: CompiledWorkflow }

/** A place where an event or a move lets somebody into a workflow. */
type Entry = { owner: NamedWorkflow; nodeId: string }
/** An action's effect that lets somebody in somewhere. */
type Way = { from: Entry; to: Entry; effect: EffectRequest }

/**
 * Ways in which workflows start each other for ever (?22): an action of one leads, with no wait in between, to an
 * entry of another, and so round again. A tag that nobody in the round removes is added once only, so a round needs
 * what makes each of its events happen again. What cannot be seen here, such as what functions answer, is stopped by
 * the depth limit at run time.
 *
 * @param candidate the workflow to be published; only rounds through it are its problems
 */
export function checkLoops(candidate: NamedWorkflow, others: NamedWorkflow[]): Problem[] {
  const workflows = [candidate, ...others.filter(({ id }) => id !== candidate.id)]
  const round = roundThrough(candidate.id, repeatable(waysBetween(workflows)))
  return round ? [problemOf(round, candidate)] : []
}

function waysBetween(workflows: NamedWorkflow[]): Way[] {
  const moves = movesOf(workflows)
  const entries = workflows.flatMap((owner) =>
    [...new Set([...owner.workflow.starts, ...(moves.get(owner.id) ?? [])])].map((nodeId) => ({
      owner,
      nodeId,
    })),
  )
  return entries.flatMap((from) =>
    effectsFrom(from).flatMap((effect) =>
      entries.flatMap((to) => (letsIn(effect, from, to) ? [{ from, to, effect }] : [])),
    ),
  )
}

/** The nodes that moves lead to, by workflow. */
function movesOf(workflows: NamedWorkflow[]): Map<string, Set<string>> {
  const targets = new Map<string, Set<string>>()
  for (const { id, workflow } of workflows)
    for (const effect of [...workflow.nodes.values()].flatMap(effectsOf))
      if (effect.kind === 'sequence.enter') {
        const owner = effect.payload.workflowId ?? id
        targets.set(owner, (targets.get(owner) ?? new Set()).add(effect.payload.nodeId))
      }
  return targets
}

/** What happens between an entry and the next waits, whatever the criteria say. */
function effectsFrom({ owner: { workflow }, nodeId }: Entry): EffectRequest[] {
  const seen = new Set<string>()
  const open = [nodeId]
  const effects: EffectRequest[] = []
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = workflow.nodes.get(at)
    if (!node || seen.has(at)) continue
    seen.add(at)
    const { kind } = node.definition
    const isAwaited = kind === 'goal' && at !== nodeId
    if (kind === 'timer' || isAwaited) continue
    effects.push(...effectsOf(node))
    if (!doesWait(node)) open.push(...successorsOf(workflow, at))
  }
  return effects
}

function doesWait(node: CompiledNode): boolean {
  return executableSteps(node).some(({ definition }) => definition.kind === 'timer')
}

/** The effects of an action, or of a sequence's steps before its first wait. */
function effectsOf(node: CompiledNode): EffectRequest[] {
  const steps = executableSteps(node)
  const firstWait = steps.findIndex(({ definition }) => definition.kind === 'timer')
  const atOnce = firstWait === -1 ? steps : steps.slice(0, firstWait)
  return [node, ...atOnce].flatMap(({ definition, config }) => {
    if (definition.kind !== 'action') return []
    const action: ActionDefinition = definition
    return action.perform(config, { snapshot: emptyProspect, now: new Date(0) })
  })
}

function letsIn(effect: EffectRequest, from: Entry, to: Entry): boolean {
  if (effect.kind === 'sequence.enter') {
    const owner = effect.payload.workflowId ?? from.owner.id
    return owner === to.owner.id && effect.payload.nodeId === to.nodeId
  }
  const node = to.owner.workflow.nodes.get(to.nodeId)
  if (node?.definition.kind !== 'goal') return false
  const goal: GoalDefinition = node.definition
  const config = { ...node.config, criteria: null }
  return eventsOf(effect).some((payload) => {
    const event: WorkflowEvent = { ...payload, id: 'checked', at: new Date(0) }
    return goal.on === event.kind && goal.reached(config, event, { nodeId: node.id, snapshot: emptyProspect })
  })
}

/** The events that an effect can cause, at the most. */
function eventsOf(effect: EffectRequest): EventPayload[] {
  switch (effect.kind) {
    case 'tags.add':
      return effect.payload.tags.map((tag) => ({ kind: 'tag.added', tag }))
    case 'list.join':
      return [{ kind: 'list.joined', listId: effect.payload.listId }]
    case 'score.adjust':
      return effect.payload.by > 0
        ? [{ kind: 'score.changed', before: -Number.MAX_VALUE, score: Number.MAX_VALUE }]
        : []
    case 'field.change':
      return [
        { kind: 'field.changed', field: effect.payload.field, before: null, value: effect.payload.value },
      ]
    case 'lead.convert':
      return [{ kind: 'field.changed', field: 'leadStatus', before: null, value: null }]
    case 'owner.assign':
      return [{ kind: 'field.changed', field: 'ownerId', before: null, value: null }]
    default:
      return []
  }
}

/** Leaves out, until nothing more falls away, what can happen only once in its round. */
function repeatable(ways: Way[]): Way[] {
  const left = ways.filter((way) => {
    const inRound = roundOf(way, ways)
    return inRound.length > 0 && happensAgain(way.effect, inRound)
  })
  return left.length === ways.length ? left : repeatable(left)
}

/** Everything that lies on some way from the end of this one back to its beginning. */
function roundOf(way: Way, ways: Way[]): Way[] {
  const ahead = reachable(way.to, ways, (other) => [other.from, other.to])
  const behind = reachable(way.from, ways, (other) => [other.to, other.from])
  if (!ahead.has(keyOf(way.from))) return []
  return ways.filter(({ from, to }) => ahead.has(keyOf(from)) && behind.has(keyOf(to)))
}

function reachable(start: Entry, ways: Way[], ends: (way: Way) => [Entry, Entry]): Set<string> {
  const seen = new Set([keyOf(start)])
  const open = [keyOf(start)]
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const way of ways) {
      const [near, far] = ends(way).map(keyOf)
      if (near !== at || far === undefined || seen.has(far)) continue
      seen.add(far)
      open.push(far)
    }
  return seen
}

function keyOf({ owner, nodeId }: Entry): string {
  return JSON.stringify([owner.id, nodeId])
}

/** True when something in the round undoes the effect, so that it is a change every time. */
function happensAgain(effect: EffectRequest, round: Way[]): boolean {
  const others = round.flatMap(({ from }) => effectsFrom(from))
  switch (effect.kind) {
    case 'tags.add':
      return others.some(
        (other) =>
          other.kind === 'tags.remove' && other.payload.tags.some((tag) => effect.payload.tags.includes(tag)),
      )
    case 'list.join':
      return others.some(
        (other) => other.kind === 'list.leave' && other.payload.listId === effect.payload.listId,
      )
    case 'score.adjust':
      return others.some((other) => other.kind === 'score.adjust' && other.payload.by < 0)
    case 'field.change':
      return others.some(
        (other) =>
          other.kind === 'field.change' &&
          other.payload.field === effect.payload.field &&
          other.payload.value !== effect.payload.value,
      )
    case 'lead.convert':
      return others.some((other) => other.kind === 'field.change' && other.payload.field === 'leadStatus')
    case 'owner.assign':
      return effect.payload.mode === 'round-robin' && effect.payload.userIds.length > 1
    default:
      return true
  }
}

/** One round through the workflow, as the ways in order; null when there is none. */
function roundThrough(workflowId: string, ways: Way[]): Way[] | null {
  for (const first of ways.filter(({ from }) => from.owner.id === workflowId)) {
    const back = pathBetween(first.to, first.from, ways)
    if (back) return [first, ...back]
  }
  return null
}

/** The shortest way from one entry to another; empty when they are the same. */
function pathBetween(start: Entry, end: Entry, ways: Way[]): Way[] | null {
  const paths = new Map<string, Way[]>([[keyOf(start), []]])
  const open = [keyOf(start)]
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const path = paths.get(at) ?? []
    if (at === keyOf(end)) return path
    for (const way of ways) {
      const far = keyOf(way.to)
      if (keyOf(way.from) !== at || paths.has(far)) continue
      paths.set(far, [...path, way])
      open.push(far)
    }
  }
  return null
}

function problemOf(round: Way[], candidate: NamedWorkflow): Problem {
  const nameOf = ({ owner, nodeId }: Entry) => {
    const node = owner.workflow.nodes.get(nodeId)
    return `“${node?.name || node?.definition.title || nodeId}” of “${owner.name}”`
  }
  const [first] = round
  const places = [...round.map(({ from }) => nameOf(from)), ...(first ? [nameOf(first.from)] : [])]
  return {
    code: 'loop',
    nodeId: first?.from.owner.id === candidate.id ? first.from.nodeId : null,
    field: null,
    message: `Workflows would start each other for ever: ${places.join(' → ')}. Add a wait, or remove one of the actions.`,
  }
}
