import { definitionFor } from '@/workflows/catalogue'
import { referencesOf } from '@/workflows/compile/check-references'
import type { WorkflowDocument } from '@/workflows/document/document'
import { readDocument } from '@/workflows/document/read-document'
import {
  type LinkReference,
  type MessageReference,
  noReferences,
  type References,
  type WorkflowReference,
} from '@/workflows/references'
import { findRows } from '../db/find-rows'
import { Links } from '../links/link'
import { Messages } from '../messages/message'
import { listFields } from '../prospects/list-fields'
import { Prospects } from '../prospects/prospect'
import { readNamedRecords } from './named-records'
import { Versions } from './version'
import { Workflows } from './workflow'

/** Pickers show this many of each kind; typing narrows them down on their own screens. */
const mostListed = 2000

/** Everything a node can point to, for the pickers and sentences of the editor. */
export async function loadReferences(): Promise<References & { tags: string[] }> {
  const [named, links, messages, workflows, tags, fields] = await Promise.all([
    readNamedRecords(),
    readLinks({ kind: { $in: ['redirect', 'custom'] } }),
    readMessages({}),
    readWorkflows(),
    Prospects.distinct('tags'),
    listFields(),
  ])
  return {
    ...named,
    links,
    messages,
    workflows,
    tags: tags.filter((tag) => typeof tag === 'string').toSorted(),
    fields,
  }
}

/** What this document points to, as far as it exists: all that `compile` needs to judge it. */
export async function loadReferencesFor(document: WorkflowDocument): Promise<References> {
  const pointed = referencesOf(document).map(({ reference }) => reference)
  const linkIds = pointed.flatMap((reference) => (reference.kind === 'link' ? reference.id : []))
  const messageIds = pointed.flatMap((reference) => {
    if (reference.kind === 'message') return reference.id
    return reference.kind === 'message-link' ? reference.messageId : []
  })
  const isElsewhere = pointed.some((reference) => reference.kind === 'sequence' && reference.workflowId)
  const recordIds = pointed.flatMap((reference) => (reference.kind === 'record' ? reference.id : []))
  const [named, links, messages, workflows, fields] = await Promise.all([
    recordIds.length ? readNamedRecords(recordIds) : noReferences,
    linkIds.length ? readLinks({ _id: { $in: linkIds } }) : [],
    messageIds.length ? readMessages({ _id: { $in: messageIds } }) : [],
    isElsewhere ? readWorkflows() : [],
    listFields(),
  ])
  return { ...named, links, messages, workflows, fields }
}

async function readLinks(filter: Record<string, unknown>): Promise<LinkReference[]> {
  const links = await findRows(Links, { ...filter, deletedAt: null }, { name: 1, destination: 1 })
    .sort({ createdAt: -1 })
    .limit(mostListed)
    .toArray()
  return links.map(({ _id, name, destination }) => ({ id: _id, name, destination }))
}

async function readMessages(filter: Record<string, unknown>): Promise<MessageReference[]> {
  const messages = await findRows(Messages, filter, { name: 1, subject: 1, links: 1 })
    .sort({ updatedAt: -1 })
    .limit(mostListed)
    .toArray()
  return messages.map(({ _id, name, subject, links }) => ({ id: _id, name, subject, links }))
}

/** Live workflows and the sequences prospects can be moved to in them. */
async function readWorkflows(): Promise<WorkflowReference[]> {
  const workflows = await findRows(
    Workflows,
    { live: { $ne: null }, host: null, archivedAt: null },
    { name: 1, live: 1 },
  )
    .limit(mostListed)
    .toArray()
  const versionIds = workflows.flatMap(({ live }) => live?.versionId ?? [])
  const versions = await findRows(Versions, { _id: { $in: versionIds } }, { document: 1 }).toArray()
  const byVersion = new Map(versions.map(({ _id, document }) => [_id, sequencesIn(document)]))
  return workflows.map(({ _id, name, live }) => ({
    id: _id,
    name,
    sequences: (live && byVersion.get(live.versionId)) ?? [],
  }))
}

function sequencesIn(json: unknown): { id: string; name: string }[] {
  const read = readDocument(json)
  if (!read.ok) return []
  return read.document.nodes.flatMap(({ id, type, name }) => {
    const definition = definitionFor(type)
    return definition?.kind === 'sequence' ? [{ id, name: name || definition.title }] : []
  })
}
