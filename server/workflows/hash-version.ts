import { createHash } from 'node:crypto'
import type { WorkflowDocument } from '@/workflows/document/document'
import type { PublishedFunction, PublishedMessage } from './version'

/** SHA-256 over all that a version resolves to, whatever the order in which keys were written. */
export function hashVersion(content: {
  document: WorkflowDocument
  messages: PublishedMessage[]
  functions?: PublishedFunction[]
}): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

/** JSON with sorted keys and no spaces, so that equal content is equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
