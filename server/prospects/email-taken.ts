import { AppError } from '../errors'
import { Prospects } from './prospect'

/** The conflict of two prospects with one address; says who has it. */
export async function emailTaken(email: string | null): Promise<AppError> {
  const holder = await Prospects.findOne({ email }, { _id: 1 }).lean()
  return new AppError('conflict', {
    message: `the address belongs to prospect ${holder?._id ?? 'unknown'}`,
    userMessage: 'Another prospect has this email address. Open that prospect, or use a different address.',
    details: { field: 'email', prospectId: holder?._id ?? null },
  })
}
