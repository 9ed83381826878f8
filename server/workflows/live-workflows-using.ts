import { isDeepStrictEqual } from 'node:util'
import { referencesOf } from '@/workflows/compile/check-references'
import { readDocument } from '@/workflows/document/read-document'
import type { Reference } from '@/workflows/references'
import { findRows } from '../db/find-rows'
import { Versions } from './version'
import { Workflows } from './workflow'

/** The workflows whose live version points to any of these, finish action lists included. */
export async function liveWorkflowsUsing(
  ...references: Reference[]
): Promise<{ id: string; name: string }[]> {
  const workflows = await findRows(
    Workflows,
    { live: { $ne: null }, archivedAt: null },
    { name: 1, live: 1 },
  ).toArray()
  const versionIds = workflows.flatMap(({ live }) => live?.versionId ?? [])
  const using = new Set<string>()
  for await (const { _id, document } of findRows(Versions, { _id: { $in: versionIds } }, { document: 1 })) {
    const read = readDocument(document)
    const isUsing =
      read.ok &&
      referencesOf(read.document).some((placed) =>
        references.some((reference) => isDeepStrictEqual(placed.reference, reference)),
      )
    if (isUsing) using.add(_id)
  }
  return workflows
    .filter(({ live }) => live && using.has(live.versionId))
    .map(({ _id, name }) => ({ id: _id, name }))
}
