import type { WorkflowDocument } from '@/workflows/document/document'
import { emptyDocument } from '@/workflows/document/document'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { hashVersion } from '../workflows/hash-version'
import { setLive } from '../workflows/set-live'
import { type PublishedFunction, type PublishedMessage, Versions } from '../workflows/version'
import { Workflows } from '../workflows/workflow'

type Publishing = {
  document: WorkflowDocument
  /** A workflow that exists already gets its next version. */
  workflowId?: string
  messages?: PublishedMessage[]
  functions?: PublishedFunction[]
}

/** Publishes a document as it is, with no draft, judge or person in between, for tests of what runs it. */
export async function publishDocument({
  document,
  workflowId = newId(),
  messages = [],
  functions,
}: Publishing) {
  const at = new Date()
  await collectionOf(Workflows).updateOne(
    { _id: workflowId },
    {
      $setOnInsert: {
        name: workflowId,
        draft: emptyDocument,
        revision: 1,
        live: null,
        isPaused: false,
        createdAt: at,
        updatedAt: at,
        archivedAt: null,
      },
    },
    { upsert: true },
  )
  const version = {
    _id: newId(),
    workflowId,
    number: 1 + (await collectionOf(Versions).countDocuments({ workflowId })),
    hash: hashVersion({ document, messages, ...(functions && { functions }) }),
    document,
    messages,
    ...(functions && { functions }),
    publishedAt: at,
    publishedBy: 'test',
  }
  await collectionOf(Versions).insertOne(version)
  await setLive({ workflowId, version, liveRevision: 1 })
  return { workflowId, versionId: version._id, number: version.number }
}
