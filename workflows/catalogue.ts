import { addTags } from './actions/add-tags'
import { addToList } from './actions/add-to-list'
import { adjustScore } from './actions/adjust-score'
import { assignOwner } from './actions/assign-owner'
import { changeField } from './actions/change-field'
import { convertToLead } from './actions/convert-to-lead'
import { createTask } from './actions/create-task'
import { fireWebhook } from './actions/fire-webhook'
import { moveToSequence } from './actions/move-to-sequence'
import { notifyUser } from './actions/notify-user'
import { removeFromList } from './actions/remove-from-list'
import { removeTags } from './actions/remove-tags'
import { runLambda } from './actions/run-lambda'
import { sendEmail } from './actions/send-email'
import type { NodeDefinition } from './define-node'
import { emailClicked } from './goals/email-clicked'
import { emailLinkClicked } from './goals/email-link-clicked'
import { emailOpened } from './goals/email-opened'
import { emailUnsubscribed } from './goals/email-unsubscribed'
import { enrolled } from './goals/enrolled'
import { eventReceived } from './goals/event-received'
import { fieldChanged } from './goals/field-changed'
import { fileDownloaded } from './goals/file-downloaded'
import { formSubmitted } from './goals/form-submitted'
import { listJoined } from './goals/list-joined'
import { redirectLinkClicked } from './goals/redirect-link-clicked'
import { scoreReached } from './goals/score-reached'
import { tagAdded } from './goals/tag-added'
import { decision } from './logic/decision'
import { split } from './logic/split'
import { sequence } from './sequence/sequence'
import { wait } from './sequence/wait'

const definitions = [
  enrolled,
  redirectLinkClicked,
  emailLinkClicked,
  emailClicked,
  emailOpened,
  emailUnsubscribed,
  formSubmitted,
  fileDownloaded,
  tagAdded,
  listJoined,
  fieldChanged,
  scoreReached,
  eventReceived,
  sequence,
  decision,
  split,
  wait,
  sendEmail,
  addTags,
  removeTags,
  adjustScore,
  changeField,
  convertToLead,
  assignOwner,
  notifyUser,
  addToList,
  removeFromList,
  createTask,
  moveToSequence,
  fireWebhook,
  runLambda,
]

/** Every node type, in the order of the palette. Adding a type is one file and one line above. */
export const catalogue = definitions as unknown as readonly NodeDefinition[] // each is checked by its own define function

const byType = new Map(catalogue.map((definition) => [definition.type, definition]))

/** The definition of a type, or undefined for a type this version does not know. */
export function definitionFor(type: string): NodeDefinition | undefined {
  return byType.get(type)
}

/** True for what can stand as a step inside a sequence: finish actions and waits. */
export function isStepType(definition: NodeDefinition): boolean {
  return definition.kind === 'action' || definition.kind === 'timer'
}
