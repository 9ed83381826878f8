import { z } from 'zod'
import { type Criteria, criteriaSchema } from './criteria/criteria'
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from './document/document'
import type { FinishActionHost, HostKind, MessageEvent } from './hosts'

/** Begins the id of the goal, so that no entry has the same. */
const goalPrefix = 'host:'

/** One entry of a finish action list: every action has a name and criteria (IF-4). Ids never change. */
export const finishActionSchema = z.object({
  id: z
    .string()
    .min(1)
    .max(100)
    .refine((id) => !id.startsWith(goalPrefix), `An id cannot begin with “${goalPrefix}”`),
  name: z.string().trim().min(1, 'Enter a name').max(200),
  type: z.string().min(1, 'Choose an action'),
  /** The settings of the action's type, without the criteria. */
  config: z
    .record(z.string(), z.unknown())
    .refine((config) => !('criteria' in config), 'Put the criteria beside the config, not into it'),
  criteria: criteriaSchema,
})
export type FinishAction = z.output<typeof finishActionSchema>

/**
 * A finish action list as a workflow: the goal that the host stands for, then the actions in a chain, in order. Nodes
 * are called and numbered as the entries are. `finishActionsOf` is the way back.
 */
export function documentOf(host: FinishActionHost, list: FinishAction[]): WorkflowDocument {
  const goal: WorkflowNode = { id: goalIdOf(host), position: { x: 0, y: 0 }, ...goalOf(host) }
  const actions = list.map(({ id, name, type, config, criteria }, index) => ({
    id,
    name,
    type,
    config: { ...config, criteria },
    position: { x: (index + 1) * columnWidth, y: 0 },
  }))
  const nodes = [goal, ...actions]
  const edges = actions.map(({ id: to }, index) => {
    const from = nodes[index]?.id ?? goal.id
    return { id: `${from}>${to}`, from, output: 'next', to }
  })
  return { ...emptyDocument, nodes, edges }
}

/** The list that a document was made of, in its order. Takes documents of `documentOf` only. */
export function finishActionsOf({ nodes }: WorkflowDocument): FinishAction[] {
  return nodes.slice(1).map(({ id, name, type, config: { criteria, ...config } }) => ({
    id,
    name,
    type,
    config,
    criteria: (criteria ?? null) as Criteria, // as it was put in
  }))
}

/** The id of the goal node, which no entry of the list has. */
export function goalIdOf({ kind, id }: FinishActionHost): string {
  return `${goalPrefix}${kind}:${id}`
}

const columnWidth = 320

type Goal = Pick<WorkflowNode, 'type' | 'name' | 'config'>

/** What has to happen for the list to run. */
function goalOf(host: FinishActionHost): Goal {
  return host.kind === 'message' ? messageGoals[host.on](host.id) : goals[host.kind](host.id)
}

const goals: Record<Exclude<HostKind, 'message'>, (id: string) => Goal> = {
  link: (id) => ({ type: 'redirect-link-clicked', name: 'Link clicked', config: { linkIds: [id] } }),
  file: (id) => ({ type: 'file-downloaded', name: 'File downloaded', config: { fileIds: [id] } }),
  form: (id) => ({ type: 'form-submitted', name: 'Form submitted', config: { formIds: [id] } }),
}

const messageGoals: Record<MessageEvent, (id: string) => Goal> = {
  click: (id) => ({ type: 'email-clicked', name: 'Email clicked', config: { messageIds: [id] } }),
  open: (id) => ({ type: 'email-opened', name: 'Email opened', config: { messageIds: [id] } }),
  unsubscribe: (id) => ({ type: 'email-unsubscribed', name: 'Unsubscribed', config: { messageIds: [id] } }),
}
