import { derivedId } from '../db/new-id'
import { type Env, getEnv } from '../env'
import { AppError } from '../errors'
import { ApiKeys } from './api-key'
import { countUsers } from './count-users'
import { createUser } from './create-user'
import { hashSecret } from './hash-secret'
import { makeSetupLink } from './make-setup-link'

/**
 * The first way in: the admin and the API key from BOOTSTRAP_*, else a one-time link.
 * Answers in words how to sign in. Safe to do at every start, and by several processes at once.
 */
export async function bootstrap(env: Settings = getEnv()): Promise<string> {
  const { bootstrapAdminEmail, bootstrapAdminPassword, bootstrapApiKey, baseUrl } = env
  if (bootstrapApiKey) await keepBootstrapKey(bootstrapApiKey)
  if (bootstrapAdminEmail && bootstrapAdminPassword && (await countUsers()) === 0) {
    await createFirstAdmin(bootstrapAdminEmail, bootstrapAdminPassword)
  }
  const link = await makeSetupLink()
  if (link) return `Make the first admin account here (works once): ${link}`
  return bootstrapAdminEmail
    ? `Sign in at ${baseUrl}/sign-in as ${bootstrapAdminEmail}`
    : `Sign in at ${baseUrl}/sign-in`
}

type Settings = Pick<Env, 'bootstrapAdminEmail' | 'bootstrapAdminPassword' | 'bootstrapApiKey' | 'baseUrl'>

async function createFirstAdmin(email: string, password: string): Promise<void> {
  try {
    await createUser({ email, password, name: email.split('@')[0] ?? email, role: 'admin' })
  } catch (error) {
    const isThere = error instanceof AppError && error.code === 'conflict'
    if (!isThere) throw error
  }
}

/** The key is known by what it is made of, so the same setting twice is one key, and revoking it stays. */
async function keepBootstrapKey(key: string): Promise<void> {
  const hash = hashSecret('api-key', key)
  await ApiKeys.updateOne(
    { hash },
    {
      $setOnInsert: {
        _id: derivedId('bootstrap-key', hash),
        name: 'Bootstrap key',
        scope: 'publish',
        start: key.slice(0, 3),
        createdAt: new Date(),
        createdBy: 'bootstrap',
        lastUsedAt: null,
        revokedAt: null,
      },
    },
    { upsert: true },
  )
}
