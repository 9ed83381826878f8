import { z } from 'zod'
import { type AppError, type AppErrorCode, httpStatusByCode } from '../errors'

/** An error as RFC 9457 wants it, with a code for programs and a sentence for people. */
export const problemSchema = z.object({
  /** Where the code is explained. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What to do next. */
  detail: z.string(),
  code: z.string(),
  /** What is wrong with which part of the request: a JSON pointer into the body, or a parameter. */
  errors: z
    .array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() }))
    .optional(),
  /** More about the case, by code. */
  details: z.unknown().optional(),
})
export type Problem = z.infer<typeof problemSchema>
export type ProblemError = NonNullable<Problem['errors']>[number]

/** The codes of the API: ours, and those of HTTP itself. */
export type ProblemCode = AppErrorCode | 'malformed-json' | 'method-not-allowed' | 'too-large'

const titles: Record<ProblemCode, string> = {
  'not-found': 'Not found',
  'invalid-input': 'The request is not valid',
  'malformed-json': 'The body is not JSON',
  conflict: 'In conflict with what is there',
  unauthenticated: 'No valid API key',
  forbidden: 'Not allowed',
  unprocessable: 'Understood, but not possible',
  'too-many-requests': 'Too many requests',
  'method-not-allowed': 'This address does not take that method',
  'too-large': 'The body is too large',
  unavailable: 'Not available just now',
  internal: 'Something went wrong on our side',
}

const statusOf: Record<ProblemCode, number> = {
  ...httpStatusByCode,
  'malformed-json': 400,
  'method-not-allowed': 405,
  'too-large': 413,
}

export function problem(
  code: ProblemCode,
  detail: string,
  more: Pick<Problem, 'errors' | 'details'> = {},
): Problem {
  return { type: `/api/v1/docs#${code}`, title: titles[code], status: statusOf[code], detail, code, ...more }
}

const fieldErrorsSchema = z.array(z.object({ field: z.string(), message: z.string() }))

/** The problem document of a broken promise. */
export function problemOf(error: AppError): Problem {
  const fields = fieldErrorsSchema.safeParse(error.details)
  if (fields.success) return problem(error.code, error.userMessage, { errors: fields.data.map(toPointer) })
  const details = error.details === undefined ? {} : { details: error.details }
  return problem(error.code, error.userMessage, details)
}

function toPointer({ field, message }: { field: string; message: string }): ProblemError {
  return { pointer: `#/${field.replaceAll('.', '/')}`, detail: message }
}

export function problemResponse(body: Problem, headers: Record<string, string> = {}): Response {
  return Response.json(body, {
    status: body.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

/** All codes with their titles and statuses, for the reference. */
export function problemCodes(): { code: string; title: string; status: number }[] {
  return Object.entries(titles).map(([code, title]) => ({
    code,
    title,
    status: statusOf[code as ProblemCode],
  })) // keys of the record
}
