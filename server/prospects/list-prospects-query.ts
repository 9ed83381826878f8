import { z } from 'zod'
import { type Criteria, completeCriteriaSchema } from '@/workflows/criteria/criteria'
import { AppError } from '../errors'
import { listProspectsSchema } from './list-prospects'

/** A list as it is asked for in an address, where criteria are JSON. */
export const listProspectsQuerySchema = listProspectsSchema.extend({
  criteria: z.string().max(20_000).optional(),
})

/** @throws AppError 'invalid-input' for what is no criteria */
export function readCriteria(text: string | undefined): Criteria {
  if (!text) return null
  const parsed = completeCriteriaSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const message = parsed.error.issues[0]?.message ?? 'It is not a rule tree'
  throw new AppError('invalid-input', {
    message: 'unreadable criteria',
    userMessage: `“criteria” cannot be read: ${message}. Give JSON like {"combinator":"and","rules":[{"field":"score","operator":">=","value":10}]}.`,
    details: [{ field: 'criteria', message }],
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
