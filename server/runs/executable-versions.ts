import { LRUCache } from 'lru-cache'
import { type CompiledWorkflow, compile } from '@/workflows/compile'
import { readDocument } from '@/workflows/document/read-document'
import { collectionOf } from '../db/collection-of'
import { log } from '../log'
import { type Version, Versions } from '../workflows/version'

/** A published version ready to run. */
export type ExecutableVersion = {
  versionId: string
  workflowId: string
  number: number
  hash: string
  workflow: CompiledWorkflow
}

/** Versions never change, so neither do these; `null` is one that cannot be executed. */
const known = new LRUCache<string, Known>({ max: 1_000 })

/**
 * The versions with these ids, compiled once per process. One that is missing or does not compile is left out
 * and logged: what needs it is quarantined, everything else goes on (I21).
 */
export async function executableVersions(ids: Iterable<string>): Promise<Map<string, ExecutableVersion>> {
  const wanted = [...new Set(ids)]
  const unknown = wanted.filter((id) => !known.has(id))
  // More may be wanted at once than are remembered.
  const remembered = wanted.flatMap((id) => known.get(id) ?? [])
  const all = [...remembered, ...(unknown.length ? await load(unknown) : [])]
  return new Map(all.flatMap(({ version }) => (version ? [[version.versionId, version] as const] : [])))
}

type Known = { version: ExecutableVersion | null }

async function load(ids: string[]): Promise<Known[]> {
  const versions = await collectionOf(Versions)
    .find({ _id: { $in: ids } }, { projection: { messages: 0 }, maxTimeMS: 10_000 })
    .toArray()
  const byId = new Map(versions.map((version) => [version._id, version]))
  return ids.map((versionId) => {
    const entry = { version: executable(versionId, byId.get(versionId)) }
    known.set(versionId, entry)
    return entry
  })
}

function executable(versionId: string, version: Omit<Version, 'messages'> | undefined) {
  const read = version && readDocument(version.document)
  const workflow = read?.ok ? compile(read.document).workflow : null
  if (!version || !workflow) {
    const reason = !read ? 'missing' : read.ok ? 'does not compile' : read.message
    log.error({ versionId, reason }, 'a published version cannot be executed')
    return null
  }
  const { workflowId, number, hash } = version
  return { versionId, workflowId, number, hash, workflow }
}

/** Forgets all compiled versions, for tests that break one on purpose. */
export function forgetVersions(): void {
  known.clear()
}
