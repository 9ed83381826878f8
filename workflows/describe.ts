import { definitionFor } from './catalogue'
import { type Criteria, criteriaSchema } from './criteria/criteria'
import { describeCriteria } from './criteria/describe-criteria'
import { vocabularyOf } from './criteria/vocabulary-of'
import type { WorkflowDocument, WorkflowNode } from './document/document'
import { noReferences, type References } from './references'
import type { StepRecord } from './step-record'

/** One sentence for a node: “Adds “engaged” if Score is at least 10”. Bears half-filled configs and unknown types. */
export function describeNode(
  node: Pick<WorkflowNode, 'type' | 'config'>,
  references: References = noReferences,
): string {
  const definition = definitionFor(node.type)
  if (!definition) return `Unknown node type “${node.type}”`
  const summary = definition.summary(node.config as never, references) // summaries bear partial configs
  const criteria: Criteria = criteriaSchema.safeParse(node.config.criteria).data ?? null
  if (!criteria?.rules.length) return summary
  const vocabulary = vocabularyOf({ fields: references.fields, references })
  return `${summary} if ${describeCriteria(criteria, vocabulary)}`
}

/** The name, type and sentence of the node or step a record speaks of. */
export function describePlace(
  record: Pick<StepRecord, 'nodeId' | 'stepId'>,
  document: WorkflowDocument,
  references: References = noReferences,
): { title: string; summary: string; icon: string } {
  const node = document.nodes.find(({ id }) => id === record.nodeId)
  const step = record.stepId === null ? node : stepOf(node, record.stepId)
  const definition = step && definitionFor(step.type)
  if (!node || !step || !definition) return { title: node?.name ?? 'Run', summary: '', icon: 'circle' }
  const title = step === node ? node.name || definition.title : definition.title
  return { title, summary: describeNode(step, references), icon: definition.icon }
}

function stepOf(
  node: WorkflowNode | undefined,
  stepId: string,
): Pick<WorkflowNode, 'type' | 'config'> | undefined {
  const steps = Array.isArray(node?.config.steps) ? node.config.steps : []
  return steps.find((step: { id?: unknown }) => step.id === stepId) // a published document's steps were checked
}

/** Why a step went as it did, in one sentence: every skip, stop and branch has a reason. */
export function describeOutcome(record: StepRecord, document: WorkflowDocument): string {
  const cause = document.nodes.find(({ id }) => id === record.causedBy)?.name ?? 'another node'
  const sentences: Record<StepRecord['outcome'], () => string> = {
    reached: () => 'The event satisfied this goal.',
    entered: () => 'The prospect entered this sequence.',
    performed: () => (record.criteria ? 'The criteria were met on the original values.' : 'Runs always.'),
    skipped: () => 'The criteria were not met on the original values, so the action did not run.',
    waiting: () => 'A wait began.',
    resumed: () => 'The wait was over.',
    awaiting: () => 'This goal is now awaited.',
    branched: () => branchSentence(record, document),
    finished: () => 'The last step was done.',
    stopped: () => `Stopped, because the goal “${cause}” was reached.`,
    withdrawn: () => `No longer awaited: “${cause}” was the first response.`,
    returned: () => 'The function answered.',
    cancelled: () => 'The run was cancelled.',
  }
  return sentences[record.outcome]()
}

function branchSentence({ nodeId, branch, share }: StepRecord, document: WorkflowDocument): string {
  if (branch === 'else') return 'No branch was met, so the run took “Else”.'
  const branches = document.nodes.find(({ id }) => id === nodeId)?.config.branches
  const taken = Array.isArray(branches)
    ? branches.find((entry: { id?: unknown }) => entry.id === branch)
    : undefined
  const name = taken?.name ?? branch
  if (share !== undefined)
    return `Drawn: “${name}”, which had a chance of ${Math.round(share * 1000) / 10} %.`
  return `Took the branch “${name}”, the first whose criteria were met.`
}
