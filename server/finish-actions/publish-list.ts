import type { WorkflowDocument } from '@/workflows/document/document'
import { documentOf } from '@/workflows/finish-actions'
import type { FinishActionHost } from '@/workflows/hosts'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { newId } from '../db/new-id'
import { AppError } from '../errors'
import { hashVersion } from '../workflows/hash-version'
import { resolveContent } from '../workflows/resolve-content'
import { type Version, Versions } from '../workflows/version'
import { type Workflow, Workflows } from '../workflows/workflow'
import { currentVersion, findList, firstRevision, listIdOf } from './find-list'

type PublishList = {
  host: FinishActionHost
  name: string
  /** A document of `documentOf`, judged. */
  document: WorkflowDocument
  /** The revision it was made from; undefined for whatever is there. */
  revision: number | undefined
  by: string
}

/**
 * Stores the list as a version and then, by one guarded update, makes it both the draft and what is live. Of several at
 * once that update lets one through. Dying before it leaves a version that nothing points to, and everything as it
 * was. A list that is as before stays at its version; an empty one takes the workflow off the air.
 * @throws AppError 'conflict'
 */
export async function publishList({ host, name, document, revision, by }: PublishList): Promise<void> {
  const list = (await findList(host)) ?? (await createList(host, name))
  if (revision !== undefined && revision !== list.revision) throw listMoved(list)
  const content = await contentOf(document)
  const current = await currentVersion(list)
  const isNew = current === null && list.revision === firstRevision
  if (current?.hash === content.hash || (isNew && isEmpty(document))) return
  const version = await storeVersion(list, content, by)
  const { _id: versionId, number, hash, publishedAt } = version
  const now = new Date()
  const { matchedCount } = await Workflows.updateOne(
    { _id: list._id, revision: list.revision },
    {
      $set: {
        name,
        draft: document,
        live: isEmpty(document) ? null : { versionId, number, hash, publishedAt },
        liveRevision: list.revision + 1,
        updatedAt: now,
      },
      $inc: { revision: 1 },
    },
  )
  if (!matchedCount) throw listMoved(list)
}

/** Only the goal is left of an empty list. */
function isEmpty({ nodes }: WorkflowDocument): boolean {
  return nodes.length === 1
}

type Content = Pick<Version, 'document' | 'messages' | 'functions' | 'hash'>

/** What the actions send and call is kept with the version; of the goal, nothing is needed. */
async function contentOf(document: WorkflowDocument): Promise<Content> {
  const actions = { ...document, nodes: document.nodes.slice(1), edges: [] }
  const content = { ...(await resolveContent(actions)), document }
  return { ...content, hash: hashVersion(content) }
}

async function createList(host: FinishActionHost, name: string): Promise<Workflow> {
  const now = new Date()
  const list: Workflow = {
    _id: listIdOf(host),
    host,
    name,
    draft: documentOf(host, []),
    revision: firstRevision,
    live: null,
    liveRevision: firstRevision,
    isPaused: false,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  }
  try {
    await Workflows.create(list)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  return (await findList(host)) ?? list
}

/** A version whose process died before it went live is taken up again when the same list is saved. */
async function storeVersion(list: Workflow, content: Content, by: string): Promise<Version> {
  const last = await Versions.findOne({ workflowId: list._id }).sort({ number: -1 }).lean()
  if (last && last.hash === content.hash && last.number > (list.live?.number ?? 0)) return last
  const version: Version = {
    _id: newId(),
    workflowId: list._id,
    number: (last?.number ?? 0) + 1,
    ...content,
    publishedAt: new Date(),
    publishedBy: by,
  }
  try {
    await Versions.create(version)
  } catch (error) {
    if (isDuplicateKey(error)) throw listMoved(list)
    throw error
  }
  return version
}

function listMoved({ _id, revision }: Workflow): AppError {
  return new AppError('conflict', {
    message: `finish action list ${_id} is at revision ${revision}`,
    userMessage:
      'Someone else changed these finish actions meanwhile. Reload to see their changes, then make yours again.',
    details: { revision },
  })
}
