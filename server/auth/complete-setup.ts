import { z } from 'zod'
import { AppError } from '../errors'
import { countUsers } from './count-users'
import { createUser } from './create-user'
import { hashSecret } from './hash-secret'
import { passwordSchema } from './password'
import { SetupTokens } from './setup-token'

export const completeSetupSchema = z.object({
  token: z.string().min(1, 'Open the setup link that was printed at start'),
  name: z.string().trim().min(1, 'Enter your name').max(200),
  email: z.email('Enter a valid email address').max(320),
  password: passwordSchema,
})

/**
 * Makes the first admin for the holder of a setup link. Of several at once, one wins.
 * @throws AppError 'forbidden' when the link is used up or was never made
 */
export async function completeSetup({
  token,
  ...person
}: z.infer<typeof completeSetupSchema>): Promise<{ email: string }> {
  const right = await SetupTokens.findOneAndDelete(rightOf(token)).lean()
  if (!right || (await countUsers()) > 0) throw usedUp()
  try {
    await createUser({ ...person, role: 'admin' })
  } catch (error) {
    await SetupTokens.updateOne(
      { _id: right._id },
      { $set: { tokenHashes: right.tokenHashes } },
      { upsert: true },
    )
    throw error
  }
  return { email: person.email.toLowerCase() }
}

/** Whether a setup link works just now. */
export async function isSetupOpen(token: string): Promise<boolean> {
  const right = await SetupTokens.exists(rightOf(token))
  return right !== null && (await countUsers()) === 0
}

function rightOf(token: string) {
  return { _id: 'first-admin', tokenHashes: hashSecret('setup', token) } as const
}

function usedUp(): AppError {
  return new AppError('forbidden', {
    message: 'a setup token was refused',
    userMessage: `This setup link does not work any more. ${afterSetup}`,
  })
}

/** What to do with a setup link that does not work any more. */
export const afterSetup = 'Sign in, or restart Switchyard to print a new link if nobody has an account yet.'
