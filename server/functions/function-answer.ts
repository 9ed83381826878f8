import { z } from 'zod'
import type { changeRequestSchema, EffectRequest } from '@/workflows/effects'
import { standardProspectFields } from '@/workflows/prospect-fields'
import { fieldValueSchema } from '@/workflows/prospect-snapshot'

export type ChangeRequest = z.infer<typeof changeRequestSchema> & EffectRequest

const tags = z.array(z.string().trim().min(1, 'is empty').max(100, 'is longer than 100 characters')).max(100)

const fieldName = z
  .string()
  .refine(
    isWritable,
    'is not a field that a function may set; use firstName, lastName, organization, phone, timezone, leadStatus, or fields.<key> for one of your own',
  )

/** What a function may answer: everything may be left out, and nothing else may stand there. */
export const functionAnswerSchema = z.strictObject({
  addTags: tags.optional(),
  removeTags: tags.optional(),
  adjustScore: z.number().min(-1_000_000).max(1_000_000).optional(),
  setFields: z
    .record(fieldName, z.union([z.string().max(10_000), fieldValueSchema]))
    .refine((fields) => Object.keys(fields).length <= 100, 'sets more than 100 fields')
    .optional(),
})

/** The changes an answer asks for, in the order in which they are made; or what is wrong with it, as a sentence. */
export function readAnswer(
  json: string,
): { ok: true; changes: ChangeRequest[] } | { ok: false; message: string } {
  const parsed = functionAnswerSchema.safeParse(parseJson(json) ?? {})
  if (!parsed.success) return { ok: false, message: describeIssue(parsed.error.issues[0]) }
  const { addTags = [], removeTags = [], adjustScore = 0, setFields = {} } = parsed.data
  return {
    ok: true,
    changes: [
      ...(removeTags.length ? [{ kind: 'tags.remove' as const, payload: { tags: removeTags } }] : []),
      ...(addTags.length ? [{ kind: 'tags.add' as const, payload: { tags: addTags } }] : []),
      ...(adjustScore ? [{ kind: 'score.adjust' as const, payload: { by: adjustScore } }] : []),
      ...Object.entries(setFields).map(([field, value]) => ({
        kind: 'field.change' as const,
        payload: { field, value },
      })),
    ],
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return 'no JSON'
  }
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const place = issue?.path.length ? `“${issue.path.join('.')}”` : 'The answer'
  if (issue?.code === 'unrecognized_keys')
    return `The answer has “${issue.keys.join('”, “')}”; only addTags, removeTags, adjustScore and setFields can stand there.`
  if (issue?.code === 'invalid_key') return `${place} ${issue.issues[0]?.message ?? 'is not allowed'}.`
  if (issue?.code === 'invalid_type' && !issue.path.length)
    return 'The answer must be an object such as { addTags: [“vip”] }, or nothing.'
  return `${place} does not fit: ${issue?.message ?? 'it is not allowed'}.`
}

function isWritable(name: string): boolean {
  const isStandard = standardProspectFields.some((field) => field.isWritable && field.name === name)
  return isStandard || /^fields\.[^.$]+$/.test(name)
}
