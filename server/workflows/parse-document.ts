import type { WorkflowDocument } from '@/workflows/document/document'
import { readDocument } from '@/workflows/document/read-document'
import { AppError } from '../errors'

/**
 * A document someone sent us, in today's format.
 * @throws AppError 'invalid-input' with what is wrong
 */
export function parseDocument(json: unknown): WorkflowDocument {
  const read = readDocument(json)
  if (read.ok) return read.document
  throw new AppError('invalid-input', {
    message: `a ${read.code} document was sent`,
    userMessage: read.message,
    details: [{ field: 'document', message: read.message }],
  })
}
