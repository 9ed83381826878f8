import type { WorkflowDocument, WorkflowSettings } from '../document/document'

/** Sets some settings of the workflow as a whole and leaves the others. */
export function changeSettings(
  document: WorkflowDocument,
  patch: Partial<WorkflowSettings>,
): WorkflowDocument {
  const settings = { ...document.settings, ...patch }
  const isSame = JSON.stringify(settings) === JSON.stringify(document.settings)
  return isSame ? document : { ...document, settings }
}
