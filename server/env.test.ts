import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnv } from './env'
import { AppError } from './errors'

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-env-'))
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const SECRET = 'a-secret-of-at-least-32-characters'

function problemsOf(source: Record<string, string>): unknown {
  try {
    readEnv({ DATA_DIR: dataDir, ...source })
  } catch (error) {
    if (error instanceof AppError) return error.details
    throw error
  }
  return []
}

describe('defaults', () => {
  test('nothing needs to be set', () => {
    expect(readEnv({ DATA_DIR: dataDir, SECRET })).toEqual({
      port: 3000,
      baseUrl: 'http://localhost:3000',
      trackingUrl: 'http://localhost:3000',
      dataDir,
      mongodbUri: undefined,
      secret: SECRET,
      retiredSecrets: [],
      smtpUrl: undefined,
      mailFrom: 'Switchyard <no-reply@localhost>',
      allowsPrivateWebhooks: false,
      trustedProxies: [],
      bootstrapAdminEmail: undefined,
      bootstrapAdminPassword: undefined,
      bootstrapApiKey: undefined,
      demo: true,
      webConcurrency: 1,
      workerConcurrency: 4,
      allowEmbedded: false,
      pages: true,
    })
  })

  test('an empty value counts as none', () => {
    expect(readEnv({ DATA_DIR: dataDir, SECRET, PORT: '', MONGODB_URI: ' ' })).toMatchObject({
      port: 3000,
      mongodbUri: undefined,
    })
  })

  test('a database of their own gets no demo unasked', () => {
    const own = { DATA_DIR: dataDir, SECRET, MONGODB_URI: 'mongodb://db/switchyard' }
    expect(readEnv(own).demo).toBe(false)
    expect(readEnv({ ...own, DEMO: '1' }).demo).toBe(true)
  })
})

test('settings are read into their own kinds', () => {
  expect(
    readEnv({
      DATA_DIR: dataDir,
      SECRET,
      PORT: '8080',
      BASE_URL: 'https://go.example.com/',
      TRACKING_URL: 'https://l.example.com',
      MONGODB_URI: 'mongodb+srv://cluster.example.com/switchyard',
      SMTP_URL: 'smtps://user:pass@mail.example.com',
      MAIL_FROM: 'Ada <ada@example.com>',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      BOOTSTRAP_ADMIN_EMAIL: 'Ada@Example.com',
      BOOTSTRAP_ADMIN_PASSWORD: 'long enough',
      WEB_CONCURRENCY: '2',
    }),
  ).toMatchObject({
    port: 8080,
    baseUrl: 'https://go.example.com',
    trackingUrl: 'https://l.example.com',
    mongodbUri: 'mongodb+srv://cluster.example.com/switchyard',
    smtpUrl: 'smtps://user:pass@mail.example.com',
    mailFrom: 'Ada <ada@example.com>',
    trustedProxies: ['10.0.0.0/8', '::1'],
    bootstrapAdminEmail: 'ada@example.com',
    webConcurrency: 2,
  })
})

test.each([
  [{ PORT: 'abc' }, 'PORT must be a number, such as 3000'],
  [{ PORT: '70000' }, 'PORT must be between 0 (any free port) and 65535'],
  [
    { BASE_URL: 'example.com' },
    'BASE_URL must be an address without a path, such as https://links.example.com',
  ],
  [
    { BASE_URL: 'javascript:alert(1)' },
    'BASE_URL must be an address without a path, such as https://links.example.com',
  ],
  [
    { TRACKING_URL: 'https://a.example/links' },
    'TRACKING_URL must be an address without a path, such as https://links.example.com',
  ],
  [{ MONGODB_URI: 'postgres://db' }, 'MONGODB_URI must start with mongodb:// or mongodb+srv://'],
  [
    { SECRET: 'short' },
    'SECRET must have at least 32 characters; leave it out to have one made and kept in DATA_DIR',
  ],
  [
    { MAIL_FROM: 'Ada <ada@example.com>\r\nBcc: x@y.z' },
    'MAIL_FROM must be an address, such as Ada <ada@example.com>',
  ],
  [
    { TRUSTED_PROXIES: '10.0.0.0/99' },
    'TRUSTED_PROXIES must be IP addresses or ranges separated by commas, such as 10.0.0.0/8',
  ],
  [
    { BOOTSTRAP_ADMIN_EMAIL: 'ada@example.com' },
    'Set BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD together, or neither',
  ],
  [{ DEMO: 'yes' }, 'DEMO must be 0 or 1'],
  [{ WORKER_CONCURRENCY: '0' }, 'WORKER_CONCURRENCY must be 1 or more'],
])('%o is refused with what to do', (source, problem) => {
  expect(problemsOf(source)).toEqual([problem])
})

test('all problems are told at once', () => {
  const problems = problemsOf({ PORT: 'x', DEMO: 'maybe', NODE_ENV: 'production' })
  expect(problems).toEqual([
    'PORT must be a number, such as 3000',
    'DEMO must be 0 or 1',
    expect.stringContaining('Set MONGODB_URI'),
  ])
})

test('production uses the embedded database only when that is allowed', () => {
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual([expect.stringContaining('ALLOW_EMBEDDED=1')])
  expect(problemsOf({ NODE_ENV: 'production', ALLOW_EMBEDDED: '1' })).toEqual([])
  expect(problemsOf({ NODE_ENV: 'production', MONGODB_URI: 'mongodb://db' })).toEqual([])
})

test('no secret is ever in the text of a problem', () => {
  const source = { DATA_DIR: dataDir, SECRET: 'hunter2', SMTP_URL: 'http://user:hunter2@mail' }
  expect(() => readEnv(source)).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
  )
})

test('a secret is made once, is long, and belongs to this user alone', () => {
  const { secret } = readEnv({ DATA_DIR: dataDir })
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(readEnv({ DATA_DIR: dataDir }).secret).toBe(secret)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(secret)
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
})

test('every setting is described in .env.example', () => {
  const described = readFileSync('.env.example', 'utf8')
    .match(/^#[A-Z_]+(?==)/gm)
    ?.map((name) => name.slice(1))
  const read = [...readFileSync('server/env.ts', 'utf8').matchAll(/^ {2}([A-Z_]+):/gm)].map(
    ([, name]) => name,
  )
  expect(read.length).toBeGreaterThan(10)
  expect(described?.sort()).toEqual(read.sort())
})
