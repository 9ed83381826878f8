import { AppError } from '../errors'
import { findFiles } from './files/find-files'
import { readParts } from './files/read-file'
import { findOperation } from './load-operation'

export type Download = { name: string; body: ReadableStream<Uint8Array> }
export const downloadKinds = ['result', 'errors'] as const

/**
 * What an operation offers for download, as it is read.
 * @throws AppError 'not-found' when there is none, or it expired
 */
export async function openDownload(
  operationId: string,
  kind: (typeof downloadKinds)[number],
): Promise<Download> {
  const { files, state } = await findOperation(operationId)
  const id = files[kind]
  const file = id ? (await findFiles([id])).get(id) : undefined
  if (!file?.isComplete || (kind === 'result' && state !== 'done')) throw noFile(operationId, kind)
  return { name: file.name, body: streamOf(file._id, file.head) }
}

/** As answers need it: for saving, never to be shown or run by a browser. */
export function downloadHeaders({ name }: Download): Record<string, string> {
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
}

function streamOf(file: string, head: string): ReadableStream<Uint8Array> {
  const parts = readParts(file)
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
    pull: async (controller) => {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await parts.return(undefined)
    },
  })
}

function noFile(operationId: string, kind: string): AppError {
  return new AppError('not-found', {
    message: `no ${kind} of bulk operation ${operationId}`,
    userMessage:
      'There is no such file, or no longer: files are deleted after a day, and when somebody is erased. Start a new export.',
  })
}
