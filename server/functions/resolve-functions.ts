import { referencesOf } from '@/workflows/compile/check-references'
import type { WorkflowDocument } from '@/workflows/document/document'
import { findRows } from '../db/find-rows'
import type { PublishedFunction } from '../workflows/version'
import { Functions } from './function'

/** The functions that a document calls, as they are now; null when it calls none. The version keeps them. */
export async function resolveFunctions(document: WorkflowDocument): Promise<PublishedFunction[] | null> {
  const ids = referencesOf(document).flatMap(({ reference }) =>
    reference.kind === 'record' && reference.source === 'functions' ? reference.id : [],
  )
  if (ids.length === 0) return null
  const functions = await findRows(Functions, { _id: { $in: [...new Set(ids)] } })
    .sort({ _id: 1 })
    .toArray()
  return functions.map(({ _id, name, runtime, code, target, timeoutMs }) => ({
    id: _id,
    ...{ name, runtime, code, target, timeoutMs },
  }))
}
