import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { canParseUrl } from '@/workflows/can-parse-url'
import { AppError } from './errors'
import { readOrMakeSecret } from './secret'

/**
 * All settings, from the environment and from `.env` (the environment wins). The only place that reads them.
 * @throws AppError 'invalid-input' with every problem at once, each saying what to do.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  // A test never runs on somebody's own settings.
  if (source === process.env && !source.VITEST && existsSync('.env')) process.loadEnvFile('.env')
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = settingsSchema.safeParse(given)
  const problems = [...(parsed.error?.issues.map((issue) => issue.message) ?? []), ...problemsBetween(given)]
  if (!parsed.success || problems.length > 0) throw settingsError(problems)
  return named(parsed.data)
}

/** The settings of this process, read once. */
export function getEnv(): Env {
  known ??= readEnv()
  return known
}

export type Env = ReturnType<typeof named>

let known: Env | undefined

const count = (name: string, max: number) =>
  z.coerce
    .number(`${name} must be a number`)
    .int(`${name} must be a whole number`)
    .min(1, `${name} must be 1 or more`)
    .max(max, `${name} must be ${max} or less`)

const flag = (name: string) =>
  z.enum(['0', '1'], `${name} must be 0 or 1`).transform((value) => value === '1')

const origin = (name: string) =>
  z
    .string()
    .transform((value) => value.replace(/\/+$/, ''))
    .refine(
      (value) => isOrigin(value),
      `${name} must be an address without a path, such as https://links.example.com`,
    )

const settingsSchema = z.object({
  PORT: z.coerce
    .number('PORT must be a number, such as 3000')
    .int('PORT must be a whole number, such as 3000')
    .min(0, 'PORT must be between 0 (any free port) and 65535')
    .max(65535, 'PORT must be between 0 (any free port) and 65535')
    .default(3000),
  BASE_URL: origin('BASE_URL').optional(),
  TRACKING_URL: origin('TRACKING_URL').optional(),
  DATA_DIR: z.string().default('.data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, 'MONGODB_URI must start with mongodb:// or mongodb+srv://')
    .optional(),
  SECRET: z
    .string()
    .min(32, 'SECRET must have at least 32 characters; leave it out to have one made and kept in DATA_DIR')
    .optional(),
  SECRET_RETIRED: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine(
      (secrets) => secrets.every((secret) => secret.length >= 32),
      'SECRET_RETIRED must be earlier values of SECRET, separated by commas, each of at least 32 characters',
    )
    .default([]),
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/./,
      'SMTP_URL must look like smtp://user:password@mail.example.com:587; leave it out to read mail in the Outbox',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .refine(isMailbox, 'MAIL_FROM must be an address, such as Ada <ada@example.com>')
    .optional(),
  WEBHOOK_PRIVATE_NETWORKS: flag('WEBHOOK_PRIVATE_NETWORKS').default(false),
  TRUSTED_PROXIES: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine(
      (list) => list.every(isAddressOrRange),
      'TRUSTED_PROXIES must be IP addresses or ranges separated by commas, such as 10.0.0.0/8',
    )
    .default([]),
  BOOTSTRAP_ADMIN_EMAIL: z.email('BOOTSTRAP_ADMIN_EMAIL must be an e-mail address').optional(),
  BOOTSTRAP_ADMIN_PASSWORD: z
    .string()
    .min(8, 'BOOTSTRAP_ADMIN_PASSWORD must have at least 8 characters')
    .optional(),
  BOOTSTRAP_API_KEY: z.string().min(8, 'BOOTSTRAP_API_KEY must have at least 8 characters').optional(),
  DEMO: flag('DEMO').optional(),
  WEB_CONCURRENCY: count('WEB_CONCURRENCY', 64).default(1),
  WORKER_CONCURRENCY: count('WORKER_CONCURRENCY', 256).default(4),
  ALLOW_EMBEDDED: flag('ALLOW_EMBEDDED').default(false),
  PAGES: flag('PAGES').default(true),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'LOG_LEVEL must be debug, info, warn or error',
    )
    .optional(),
})

function problemsBetween(given: Partial<Record<string, string>>): string[] {
  const problems: string[] = []
  if (Boolean(given.BOOTSTRAP_ADMIN_EMAIL) !== Boolean(given.BOOTSTRAP_ADMIN_PASSWORD))
    problems.push('Set BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD together, or neither')
  if (given.NODE_ENV === 'production' && !given.MONGODB_URI && given.ALLOW_EMBEDDED !== '1')
    problems.push(
      'Set MONGODB_URI to your MongoDB: with NODE_ENV=production the embedded database is used only when ALLOW_EMBEDDED=1',
    )
  return problems
}

function named(settings: z.output<typeof settingsSchema>) {
  const dataDir = resolve(settings.DATA_DIR)
  const baseUrl = settings.BASE_URL ?? `http://localhost:${settings.PORT}`
  let secret = settings.SECRET
  return {
    port: settings.PORT,
    baseUrl,
    trackingUrl: settings.TRACKING_URL ?? baseUrl,
    dataDir,
    mongodbUri: settings.MONGODB_URI,
    /** Signs tokens and sessions. Made on first use and kept in DATA_DIR when it is not set. */
    get secret(): string {
      secret ??= readOrMakeSecret(dataDir)
      return secret
    },
    /** Earlier secrets, newest first: nothing is signed with them any more, what they signed is still read. */
    retiredSecrets: settings.SECRET_RETIRED,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM ?? `Switchyard <no-reply@${new URL(baseUrl).hostname}>`,
    /** Webhooks may call addresses of private networks and of this machine. */
    allowsPrivateWebhooks: settings.WEBHOOK_PRIVATE_NETWORKS,
    trustedProxies: settings.TRUSTED_PROXIES,
    bootstrapAdminEmail: settings.BOOTSTRAP_ADMIN_EMAIL?.toLowerCase(),
    bootstrapAdminPassword: settings.BOOTSTRAP_ADMIN_PASSWORD,
    bootstrapApiKey: settings.BOOTSTRAP_API_KEY,
    /** Fill an empty database with the demo workspace. Only the embedded database gets one unasked. */
    demo: settings.DEMO ?? !settings.MONGODB_URI,
    webConcurrency: settings.WEB_CONCURRENCY,
    workerConcurrency: settings.WORKER_CONCURRENCY,
    allowEmbedded: settings.ALLOW_EMBEDDED,
    /** False for a web process that serves tracked links only. */
    pages: settings.PAGES,
  }
}

function settingsError(problems: string[]): AppError {
  return new AppError('invalid-input', {
    message: `settings: ${problems.join('; ')}`,
    userMessage: `Some settings need to change (environment or .env):\n${problems.map((text) => `  - ${text}`).join('\n')}`,
    details: problems,
  })
}

function isOrigin(value: string): boolean {
  if (!canParseUrl(value)) return false
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) && url.origin === value.toLowerCase()
}

function isMailbox(value: string): boolean {
  return /^([^<>\r\n@]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/.test(value)
}

function isAddressOrRange(value: string): boolean {
  return ipaddr.isValid(value) || ipaddr.isValidCIDR(value)
}
