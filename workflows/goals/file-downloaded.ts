import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** The prospect downloaded one of the chosen hosted files (IF-1, KP-4). */
export const fileDownloaded = defineGoal({
  type: 'file-downloaded',
  title: 'File downloaded',
  description: 'Reached when the prospect downloads one of the chosen files.',
  icon: 'file-down',
  config: z.object({ fileIds: field.pickMany('Files', 'files') }),
  initial: { fileIds: [] },
  summary: ({ fileIds = [] }, { files }) =>
    fileIds.length ? `Downloads ${nameList(fileIds, files)}` : 'Choose a file',
  on: 'file.downloaded',
  reached: ({ fileIds }, event) => event.kind === 'file.downloaded' && fileIds.includes(event.fileId),
  examples: ({ fileIds }, { references }) =>
    fileIds.map((fileId) => ({
      label: `Downloads ${nameList([fileId], references.files)}`,
      payload: { kind: 'file.downloaded' as const, fileId },
    })),
})
