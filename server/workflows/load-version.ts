import { z } from 'zod'
import type { WorkflowDocument } from '@/workflows/document/document'
import { readDocument } from '@/workflows/document/read-document'
import { nameActors } from '../auth/name-actors'
import { AppError } from '../errors'
import { findWorkflow } from './find-workflow'
import { type PublishedMessage, Versions } from './version'

export const versionKeySchema = z.object({
  id: z.string().min(1),
  number: z.coerce.number<number>().int().min(1),
})

export type LoadedVersion = {
  number: number
  hash: string
  publishedAt: Date
  publishedBy: string
  isLive: boolean
  document: WorkflowDocument
  messages: PublishedMessage[]
}

/** @throws AppError 'not-found' for the workflow or the version, 'internal' when a stored version cannot be read */
export async function loadVersion({ id, number }: z.infer<typeof versionKeySchema>): Promise<LoadedVersion> {
  const { live } = await findWorkflow(id)
  const version = await Versions.findOne({ workflowId: id, number }).lean()
  if (!version) throw unknownVersion(id, number)
  const read = readDocument(version.document)
  if (!read.ok) throw unreadable(version._id, read.message)
  const names = await nameActors([version.publishedBy])
  return {
    number,
    hash: version.hash,
    publishedAt: version.publishedAt,
    publishedBy: names.get(version.publishedBy) ?? 'Someone who left',
    isLive: live?.versionId === version._id,
    document: read.document,
    messages: version.messages,
  }
}

function unknownVersion(id: string, number: number): AppError {
  return new AppError('not-found', {
    message: `workflow ${id} has no version ${number}`,
    userMessage: `There is no version ${number} of this workflow. Choose one from the list of versions.`,
  })
}

function unreadable(versionId: string, problem: string): AppError {
  return new AppError('internal', { message: `version ${versionId}: ${problem}`, userMessage: problem })
}
