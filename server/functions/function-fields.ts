import { z } from 'zod'
import { runtimes } from './function'

export const MOST_TIMEOUT_MS = { javascript: 5_000, 'aws-lambda': 60_000 } as const
const MOST_CODE_CHARACTERS = 100_000

/** Name, ARN or part of an ARN, with or without a version, as AWS takes them. */
const targetPattern =
  /^(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?$/

/** The fields of a function that people fill in. */
export const functionFieldsSchema = z.object({
  name: z.string().trim().min(1, 'Name the function').max(200, 'Use up to 200 characters'),
  description: z.string().trim().max(1_000, 'Use up to 1,000 characters'),
  runtime: z.enum(runtimes),
  code: z.string().max(MOST_CODE_CHARACTERS, 'The code can have up to 100,000 characters'),
  target: z
    .string()
    .trim()
    .max(170)
    .refine(
      (target) => target === '' || targetPattern.test(target),
      'Enter the name or the ARN of the function',
    ),
  timeoutMs: z
    .number()
    .int()
    .min(50, 'The time limit starts at 50 milliseconds')
    .max(MOST_TIMEOUT_MS['aws-lambda'], 'The time limit ends at one minute'),
})
export type FunctionFields = z.infer<typeof functionFieldsSchema>

/** What a new function is made of; what is left out has a beginning of ours. */
export const createFunctionSchema = functionFieldsSchema.partial().required({ name: true })

const exampleCode = `export default function (prospect, context) {
  console.log(\`Called for \${prospect.firstName || 'somebody'}\`)

  return {
    addTags: prospect.score >= 50 ? ['hot'] : [],
    removeTags: [],
    adjustScore: 5,
    setFields: { 'fields.checked': context.now },
  }
}
`

export const newFunction: Omit<FunctionFields, 'name'> = {
  description: '',
  runtime: 'javascript',
  code: exampleCode,
  target: '',
  timeoutMs: 1_000,
}

/** The time a function gets: what is asked for, as far as its runtime allows. */
export function timeLimitOf({ runtime, timeoutMs }: Pick<FunctionFields, 'runtime' | 'timeoutMs'>): number {
  return Math.min(timeoutMs, MOST_TIMEOUT_MS[runtime])
}
