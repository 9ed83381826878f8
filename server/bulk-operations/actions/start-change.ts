import { z } from 'zod'
import { listUsers } from '../../auth/list-users'
import { AppError } from '../../errors'
import { findList } from '../../lists/load-list'
import { checkFieldValues } from '../../prospects/check-field-values'
import { prospectSelectionSchema } from '../../prospects/prospect-selection'
import { checkCanEnrol } from '../../runs/enrol-prospects'
import type { BulkOperation } from '../bulk-operation'
import { startOperation } from '../start-operation'
import { type BulkAction, bulkActionSchema } from './bulk-action'
import type { ChangeInput } from './change-handler'

export const changeRequestSchema = z.strictObject({
  selection: prospectSelectionSchema,
  action: bulkActionSchema,
})
export type ChangeRequest = z.output<typeof changeRequestSchema>

/**
 * Starts an action for many prospects.
 * @throws AppError when the list, the user or the workflow it names cannot be used
 */
export async function startChange(
  { selection, action }: ChangeRequest,
  startedBy: string,
): Promise<BulkOperation> {
  await checkAction(action)
  const input: ChangeInput = { selection, action, startedBy }
  return startOperation({ kind: 'prospects.change', title: await titleOf(action), input, startedBy })
}

/** @throws AppError when what an action names does not exist, or cannot be used for it */
export async function checkAction(action: BulkAction): Promise<void> {
  if ('listId' in action) await checkList(action.listId)
  if (action.type === 'enrol') await checkCanEnrol(action.workflowId, action.nodeId ?? null)
  if (action.type === 'change-field' && action.field.startsWith('fields.'))
    await checkFieldValues({ [action.field.slice('fields.'.length)]: action.value })
  if (action.type === 'assign-owner' && action.ownerId) await userName(action.ownerId)
}

async function checkList(listId: string): Promise<void> {
  const list = await findList(listId)
  if (list.kind === 'criteria')
    throw new AppError('unprocessable', {
      message: `list ${listId} fills itself`,
      userMessage: `Who is on “${list.name}” is decided by its criteria. Choose another list.`,
    })
}

async function userName(id: string): Promise<string> {
  const user = (await listUsers()).find((one) => one.id === id)
  if (user) return user.name
  throw new AppError('unprocessable', {
    message: `no user ${id}`,
    userMessage: 'This user does not exist (any more). Choose another one.',
  })
}

const quoted = (tags: string[]) => tags.map((tag) => `“${tag}”`).join(', ')

const titles: {
  [Type in BulkAction['type']]: (action: Extract<BulkAction, { type: Type }>) => string | Promise<string>
} = {
  'add-tags': ({ tags }) => `Add tags ${quoted(tags)}`,
  'remove-tags': ({ tags }) => `Remove tags ${quoted(tags)}`,
  'add-to-list': async ({ listId }) => `Add to list “${(await findList(listId)).name}”`,
  'remove-from-list': async ({ listId }) => `Remove from list “${(await findList(listId)).name}”`,
  'change-field': ({ field }) => `Change “${field.replace(/^fields\./, '')}”`,
  'assign-owner': async ({ ownerId }) =>
    ownerId ? `Assign to ${await userName(ownerId)}` : 'Take the owner away',
  enrol: () => 'Enrol in a workflow',
  erase: () => 'Erase prospects',
}

function titleOf(action: BulkAction): string | Promise<string> {
  // The mapped type pairs each type with its own title; TypeScript cannot carry that through an index.
  return (titles[action.type] as (action: BulkAction) => string | Promise<string>)(action)
}
