import { expect, test } from 'vitest'
import { database } from '../db/connect'
import { findRows } from '../db/find-rows'
import { getEnv } from '../env'
import { useTestDatabase } from '../testing/database'
import { ApiKeys } from './api-key'
import { bootstrap } from './bootstrap'
import { completeSetup } from './complete-setup'
import { countUsers } from './count-users'
import { findApiKey } from './find-api-key'
import { listUsers } from './list-users'
import { makeSetupLink } from './make-setup-link'
import { SetupTokens } from './setup-token'

useTestDatabase()

const ada = { name: 'Ada', email: 'Ada@Example.com', password: 'correct horse' }

async function newToken(): Promise<string> {
  const link = await makeSetupLink()
  return new URL(link ?? '').searchParams.get('token') ?? ''
}

test('the setup link makes the first admin, once', async () => {
  const token = await newToken()
  expect(await completeSetup({ ...ada, token })).toEqual({ email: 'ada@example.com' })
  expect(await listUsers()).toMatchObject([{ email: 'ada@example.com', name: 'Ada', role: 'admin' }])
  await expect(completeSetup({ ...ada, email: 'b@example.com', token })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await makeSetupLink()).toBeNull()
})

test('every printed link works while nobody has an account; of many tries at once one wins', async () => {
  const tokens = await Promise.all([newToken(), newToken(), newToken()])
  const tries = tokens.map((token, index) =>
    completeSetup({ ...ada, email: `a${index}@example.com`, token }).then(
      () => 'admin',
      ({ code }) => code,
    ),
  )
  expect((await Promise.all(tries)).toSorted()).toEqual(['admin', 'forbidden', 'forbidden'])
  expect(await countUsers()).toBe(1)
})

test('a wrong token is refused, and the right one works after it', async () => {
  const token = await newToken()
  await expect(completeSetup({ ...ada, token: 'guess' })).rejects.toMatchObject({ code: 'forbidden' })
  await completeSetup({ ...ada, token })
  expect(await countUsers()).toBe(1)
})

test('the token is kept as a hash only', async () => {
  const token = await newToken()
  expect(JSON.stringify(await findRows(SetupTokens, {}).toArray())).not.toContain(token)
})

test('without settings, the start answers a one-time link', async () => {
  expect(await bootstrap()).toMatch(/\/setup\?token=[\w-]{32}$/)
})

test('BOOTSTRAP_ADMIN_* makes the first admin at the first start and nothing at the next', async () => {
  const env = { ...getEnv(), bootstrapAdminEmail: 'root@example.com', bootstrapAdminPassword: 'long enough' }
  expect(await bootstrap(env)).toContain('/sign-in as root@example.com')
  await bootstrap(env)
  expect(await listUsers()).toMatchObject([{ email: 'root@example.com', role: 'admin' }])
})

test('two first starts at once make one admin', async () => {
  const env = { ...getEnv(), bootstrapAdminEmail: 'root@example.com', bootstrapAdminPassword: 'long enough' }
  await Promise.allSettled([bootstrap(env), bootstrap(env)])
  expect(await countUsers()).toBe(1)
})

test('BOOTSTRAP_API_KEY is one key with every scope, kept as a hash; revoking it stays', async () => {
  const env = { ...getEnv(), bootstrapApiKey: 'my-first-key' }
  await bootstrap(env)
  await bootstrap(env)
  expect(await findApiKey('my-first-key')).toMatchObject({ scope: 'publish' })
  expect(await ApiKeys.countDocuments()).toBe(1)
  expect(JSON.stringify(await database().collection('api_keys').find().toArray())).not.toContain('first-key')
  await ApiKeys.updateOne({}, { $set: { revokedAt: new Date() } })
  await bootstrap(env)
  expect(await findApiKey('my-first-key')).toBeNull()
})
