import type { z } from 'zod'
import { InvalidRequest } from './invalid-request'
import type { ProblemError } from './problem'

/** A request before anything is known about it. */
export type RawRequest = {
  params: Record<string, string>
  query: Record<string, string>
  /** The body as text; empty counts as `{}`. */
  body: string
}

type Schemas = { params: z.ZodType | undefined; query: z.ZodType | undefined; body: z.ZodType | undefined }

/**
 * What the schemas make of a request; parts without a schema are undefined.
 * @throws InvalidRequest with every problem at once
 */
export function validate(request: RawRequest, schemas: Schemas) {
  const errors: ProblemError[] = []
  const check = (schema: z.ZodType | undefined, value: () => unknown, toError: ToError) => {
    const parsed = schema?.safeParse(value())
    if (parsed?.error) errors.push(...parsed.error.issues.map(toError))
    return parsed?.data
  }
  const input = {
    params: check(schemas.params, () => request.params, asParameter),
    query: check(schemas.query, () => request.query, asParameter),
    body: check(schemas.body, () => parseBody(request.body), asPointer),
  }
  if (errors.length) {
    const first = errors[0]?.detail ?? ''
    throw new InvalidRequest('invalid-input', `Check the request: ${first}`, errors)
  }
  return input
}

type ToError = (issue: z.core.$ZodIssue) => ProblemError

const asParameter: ToError = ({ path, message }) => ({ parameter: path.join('.'), detail: message })

const asPointer: ToError = ({ path, message }) => ({ pointer: toPointer(path), detail: message })

function toPointer(path: PropertyKey[]): string {
  return `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

function parseBody(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable'
    throw new InvalidRequest('malformed-json', `Send a JSON body. This one cannot be read: ${reason}`, [])
  }
}
