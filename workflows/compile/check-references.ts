import { z } from 'zod'
import { definitionFor } from '../catalogue'
import type { NodeDefinition } from '../define-node'
import type { WorkflowDocument } from '../document/document'
import { describedFields, stepSchema } from '../fields'
import type { LinkType, Reference, References } from '../references'
import type { Problem } from './problem'

/** One thing a node points to, and the field that does. */
export type PlacedReference = { nodeId: string; field: string; reference: Reference }

/** Everything a document points to, or its nodes and steps of a kind. Half-filled configs point to what they can. */
export function referencesOf(
  document: WorkflowDocument,
  isMeant: (definition: NodeDefinition) => boolean = () => true,
): PlacedReference[] {
  const meant = (type: string) => {
    const definition = definitionFor(type)
    return definition && isMeant(definition) ? definition : undefined
  }
  return document.nodes.flatMap((node) => {
    const steps = z.array(stepSchema).safeParse(node.config.steps).data ?? []
    return [
      ...placedIn(node.id, '', meant(node.type), node.config),
      ...steps.flatMap((step, index) =>
        placedIn(node.id, `steps.${index}.config.`, meant(step.type), step.config),
      ),
    ]
  })
}

/** Every reference must exist: a deleted link or email blocks publishing with a message (expected row 8). */
export function checkReferences(document: WorkflowDocument, references: References): Problem[] {
  const sequenceIds = new Set(
    document.nodes.filter(({ type }) => definitionFor(type)?.kind === 'sequence').map(({ id }) => id),
  )
  const problems = referencesOf(document).flatMap(({ nodeId, field, reference }) => {
    const message = missing(reference, references, sequenceIds)
    return message ? [{ code: 'missing-reference' as const, nodeId, field, message }] : []
  })
  return [...problems, ...checkFilledLists(document, references)]
}

/** Actions cannot change the members of a list that fills itself. */
function checkFilledLists(document: WorkflowDocument, { lists }: References): Problem[] {
  const filled = new Set(lists.filter(({ fillsItself }) => fillsItself).map(({ id }) => id))
  if (filled.size === 0) return []
  return referencesOf(document, writesLists).flatMap(({ nodeId, field, reference }) =>
    reference.kind === 'record' &&
    reference.source === 'lists' &&
    filled.has(reference.id) &&
    !/criteria$/.test(field)
      ? [
          {
            code: 'list-fills-itself' as const,
            nodeId,
            field,
            message:
              'This list fills itself by its criteria. Choose a static list, or change the criteria of the list.',
          },
        ]
      : [],
  )
}

/** True for actions that change who is on a list. */
function writesLists(definition: NodeDefinition): boolean {
  return definition.kind === 'action' && (definition.writes?.({} as never) ?? []).includes('lists')
}

function placedIn(
  nodeId: string,
  prefix: string,
  definition: NodeDefinition | undefined,
  config: Record<string, unknown>,
): PlacedReference[] {
  if (!definition) return []
  return describedFields(definition.config).flatMap(({ name, info }) => {
    const schema: z.ZodType | undefined = definition.config.shape[name] as z.ZodType | undefined // a zod shape holds schemas
    const parsed = schema?.safeParse(config[name])
    if (!info.references || !parsed?.success || parsed.data == null) return []
    // The field's own schema has just accepted the value.
    return info
      .references(parsed.data as never, config)
      .map((reference) => ({ nodeId, field: prefix + name, reference }))
  })
}

/** What to do about a reference that points nowhere, or null when it is fine. */
function missing(reference: Reference, known: References, sequenceIds: Set<string>): string | null {
  const checks: { [Kind in Reference['kind']]: (at: Extract<Reference, { kind: Kind }>) => string | null } = {
    link: ({ id }) =>
      known.links.some((link) => link.id === id)
        ? null
        : 'A chosen link no longer exists. Choose another one.',
    message: ({ id }) =>
      known.messages.some((message) => message.id === id)
        ? null
        : 'The chosen email no longer exists. Choose another one.',
    'message-link': ({ messageId, linkId }) => missingMessageLink(messageId, linkId, known),
    record: ({ source, id }) =>
      known[source].some((record) => record.id === id)
        ? null
        : `Something chosen here no longer exists (${source}). Choose again.`,
    sequence: ({ workflowId, nodeId }) => {
      const exists = workflowId
        ? known.workflows.find(({ id }) => id === workflowId)?.sequences.some(({ id }) => id === nodeId)
        : sequenceIds.has(nodeId)
      return exists
        ? null
        : 'The chosen sequence no longer exists, or its workflow is not live. Choose another one.'
    },
  }
  return checks[reference.kind](reference as never) // the key picks the member it belongs to
}

/** What cannot satisfy a goal (KP-4, ?8), decided by the declared type of the link alone. */
const withoutGoal: Record<Exclude<LinkType, 'url'>, string> = {
  phone: 'a phone number, and a click on it cannot be seen',
  email: 'an email address, and a click on it cannot be seen',
  'landing-page': 'a link to a landing page, which cannot satisfy a goal',
}

function missingMessageLink(messageId: string, linkId: string, { messages }: References): string | null {
  const link = messages.find(({ id }) => id === messageId)?.links.find(({ id }) => id === linkId)
  if (!link) return 'A chosen link is no longer in its email. Choose the link again.'
  if (link.type === 'url') return null
  return `“${link.label}” is ${withoutGoal[link.type]}. Choose a web link.`
}
