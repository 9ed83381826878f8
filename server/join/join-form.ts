import { z } from 'zod'
import { prospectInputSchema } from '../prospects/prospect-input'

const { email, firstName, lastName } = prospectInputSchema.shape

const whoeverSchema = z.object({
  email: email.unwrap(),
  firstName: firstName.default(''),
  lastName: lastName.default(''),
  /** The field that people do not see. */
  website: z.string().default(''),
  /** Made with the page, so that sending it twice is noticed. */
  nonce: z
    .string()
    .regex(/^[0-9a-f]{24}$/)
    .nullable()
    .default(null)
    .catch(null),
})
/** Whoever came by a token is known already. */
const recipientSchema = whoeverSchema.extend({ email: z.string().default('').catch('') })

export type JoinForm = {
  email: string
  firstName: string
  lastName: string
  /** What stood in the field that people do not see. */
  trap: string
  nonce: string | null
}

export type ReadJoinForm =
  | { ok: true; form: JoinForm }
  | { ok: false; problems: Partial<Record<string, string>> }

/** What was sent from a join page, or what to put right, by field. */
export function readJoinForm(values: Record<string, string>, isRecipient: boolean): ReadJoinForm {
  const parsed = (isRecipient ? recipientSchema : whoeverSchema).safeParse(values)
  if (parsed.success) {
    const { website: trap, ...form } = parsed.data
    return { ok: true, form: { ...form, trap } }
  }
  const problems = parsed.error.issues.map(({ path, message }) => [String(path[0]), message])
  return { ok: false, problems: Object.fromEntries(problems.reverse()) }
}
