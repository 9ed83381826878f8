import { z } from 'zod'
import { documentVersion, type WorkflowDocument, workflowDocumentSchema } from './document'
import { migrations } from './migrations/migrations'

export type ReadDocument =
  | { ok: true; document: WorkflowDocument }
  | { ok: false; code: 'malformed' | 'too-new'; message: string }

const versionedSchema = z.looseObject({ version: z.number().int().min(1) })

/**
 * The only door in for stored, imported or posted documents: migrates old ones, validates, and says what is
 * wrong with the rest. Never throws.
 */
export function readDocument(json: unknown): ReadDocument {
  const versioned = versionedSchema.safeParse(json)
  if (!versioned.success)
    return malformed('A workflow document needs “version”, “nodes” and “edges”. Export one to see its shape.')
  if (versioned.data.version > documentVersion)
    return {
      ok: false,
      code: 'too-new',
      message: `This document has format ${versioned.data.version}; this server reads up to ${documentVersion}. Upgrade Switchyard to open it.`,
    }
  const migrated = migrations
    .slice(versioned.data.version - 1)
    .reduce<unknown>((document, migrate) => migrate(document), versioned.data)
  const parsed = workflowDocumentSchema.safeParse(migrated)
  return parsed.success ? { ok: true, document: parsed.data } : malformed(firstIssue(parsed.error))
}

function malformed(message: string): ReadDocument {
  return { ok: false, code: 'malformed', message }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue
    ? `The document is malformed at “${issue.path.join('.')}”: ${issue.message}`
    : 'Malformed document'
}
