import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ApiKeys } from '../auth/api-key'
import { findApiKey } from '../auth/find-api-key'
import { hashSecret } from '../auth/hash-secret'
import { seal, unseal } from '../auth/seal'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv, readEnv } from '../env'
import { Events } from '../events/stored-event'
import { Links } from '../links/link'
import { erasedAmong, Tombstones } from '../prospects/tombstone'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { makeLink } from '../testing/make-link'
import { serveTestWeb } from '../testing/serve-test-web'
import type { ServedWeb } from '../web/serve-web'
import { OPEN, readToken, signToken, tokenKeys, UNSUBSCRIBE } from './token'

const current = 'the-secret-of-this-workspace-of-today'
const retired = ['the-secret-of-this-workspace-of-last-year', 'the-first-secret-of-this-workspace-ever']
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-keys-'))
process.env.SECRET = current
process.env.SECRET_RETIRED = retired.join(', ')
useTestDatabase()

let web: ServedWeb
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())

test.each(retired)('mail that was signed with %s still works: links, open, unsubscribe', async (secret) => {
  const { _id: recipientId } = await insertProspect({})
  const messageId = newId()
  const link = makeLink()
  await collectionOf(Links).insertOne(link)
  const sign = (purpose: string) => signToken({ recipientId, messageId }, purpose, secret)
  await fetch(`${web.url}/r/${link.slug}/${sign(link._id)}`, { redirect: 'manual' })
  await fetch(`${web.url}/o/${sign(OPEN)}.gif`)
  const answer = await fetch(`${web.url}/u/${sign(UNSUBSCRIBE)}`, { method: 'POST' })
  expect(answer.status).toBe(200)
  const kinds = await collectionOf(Events).distinct('kind', { prospectId: recipientId, messageId })
  expect(kinds.sort()).toEqual(expect.arrayContaining(['email.opened', 'email.unsubscribed', 'link.clicked']))
  expect(await prospectNow(recipientId)).toMatchObject({ consent: { email: 'unsubscribed' } })
})

test('a secret that is not among them opens nothing', () => {
  const token = signToken({ recipientId: newId() }, OPEN, 'a secret that never was one of this workspace')
  expect(readToken(token, OPEN, tokenKeys(current, ...retired))).toBeNull()
})

test('two secrets whose keys have the same number are both tried', () => {
  const [one = '', other = ''] = secretsWithOneNumber()
  const keys = tokenKeys(one, other)
  expect(keys[0].id).toBe(keys[1]?.id)
  for (const secret of [one, other]) {
    const recipientId = newId()
    expect(readToken(signToken({ recipientId }, OPEN, secret), OPEN, keys)).toMatchObject({ recipientId })
  }
})

test('what was sealed, API keys and erasures survive as well', async () => {
  const sealed = withSecret(retired[0] ?? '', () => seal('text', 'purpose'))
  expect(unseal(sealed, 'purpose')).toBe('text')
  const hash = hashSecret('api-key', 'the key', retired[1])
  await ApiKeys.collection.insertOne({ _id: newId() as never, hash, revokedAt: null })
  expect(await findApiKey('the key')).toMatchObject({ hash })
  const [erased, other] = [newId(), newId()]
  await collectionOf(Tombstones).insertOne({
    _id: `erased-${hashSecret('erased', erased, retired[0]).slice(0, 22)}`,
    erasedAt: new Date(),
    pending: null,
  })
  expect(await erasedAmong([erased, other])).toEqual([erased])
})

test('an earlier secret that is too short is refused in words', () => {
  expect(() => readEnv({ SECRET: current, SECRET_RETIRED: 'short' })).toThrow(/SECRET_RETIRED/)
})

/** As it was done while this was the secret. */
function withSecret<Made>(secret: string, make: () => Made): Made {
  const env = getEnv()
  Object.defineProperty(env, 'secret', { value: secret, configurable: true })
  const made = make()
  Object.defineProperty(env, 'secret', { value: current, configurable: true })
  return made
}

function secretsWithOneNumber(): string[] {
  const byNumber = new Map<number, string>()
  for (let n = 0; ; n++) {
    const secret = `a secret that is one of very many: ${n}`
    const number = tokenKeys(secret)[0].id
    const known = byNumber.get(number)
    if (known) return [known, secret]
    byNumber.set(number, secret)
  }
}
