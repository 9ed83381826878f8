import { compile, type Problem } from '../compile'
import type { WorkflowDocument } from '../document/document'
import { documentOf, type FinishAction, goalIdOf } from '../finish-actions'
import type { FinishActionHost, HostRules } from '../hosts'
import type { References } from '../references'
import { whyWithheld } from './availability'

export type JudgedFinishActions = { document: WorkflowDocument; problems: Problem[]; warnings: Problem[] }

/**
 * Everything wrong with a finish action list, by the id of the entry: what compile says of it, and actions that this
 * host may not have. An empty list is fine. What the host itself is, and whether it exists, is not asked here.
 */
export function judgeFinishActions(
  host: FinishActionHost,
  list: FinishAction[],
  { references, rules }: { references: References; rules: HostRules },
): JudgedFinishActions {
  const document = documentOf(host, list)
  const { problems, warnings } = compile(document, references)
  const ofEntries = problems.filter(({ nodeId }) => nodeId !== goalIdOf(host))
  return { document, problems: [...withheld(host, list, rules), ...ofEntries], warnings }
}

function withheld(host: FinishActionHost, list: FinishAction[], rules: HostRules): Problem[] {
  return list.flatMap(({ id, type }) => {
    const message = whyWithheld(type, host.kind, rules)
    return message ? [{ code: 'not-available', nodeId: id, field: 'type', message }] : []
  })
}
