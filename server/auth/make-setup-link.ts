import { randomBytes } from 'node:crypto'
import { getEnv } from '../env'
import { countUsers } from './count-users'
import { hashSecret } from './hash-secret'
import { SetupTokens } from './setup-token'

/** A link that lets its holder become the first admin, once; null when there is a user already. */
export async function makeSetupLink(): Promise<string | null> {
  if ((await countUsers()) > 0) return null
  const token = randomBytes(24).toString('base64url')
  await SetupTokens.updateOne(
    { _id: 'first-admin' },
    { $push: { tokenHashes: { $each: [hashSecret('setup', token)], $slice: -10 } } },
    { upsert: true },
  )
  return `${getEnv().baseUrl}/setup?token=${token}`
}
