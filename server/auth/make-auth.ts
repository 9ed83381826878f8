import { betterAuth } from 'better-auth'
import { mongodbAdapter } from 'better-auth/adapters/mongodb'
import { admin } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements } from 'better-auth/plugins/admin/access'
import type { Db } from 'mongodb'
import { getEnv } from '../env'
import { log } from '../log'
import { clientAddressHeader } from './client-address'

export type Auth = ReturnType<typeof makeAuth>

const accessControl = createAccessControl(defaultStatements)
const nothing = accessControl.newRole({ user: [], session: [] })

/** Without `client` the adapter uses no transactions, which the embedded engine does not have. */
export function makeAuth(db: Db) {
  const env = getEnv()
  return betterAuth({
    appName: 'Switchyard',
    baseURL: env.baseUrl,
    basePath: '/api/auth',
    secret: env.secret,
    database: mongodbAdapter(db),
    trustedOrigins: (request) => [env.baseUrl, ...ownOrigin(request)],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8 },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    user: { changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    rateLimit: { enabled: true, customRules: { '/sign-in/email': { window: 60, max: 10 } } },
    advanced: {
      // Said aloud, since the library leaves them out in tests.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    disabledPaths: disabledPaths,
    telemetry: { enabled: false },
    // The message alone: what comes with it may name people.
    logger: { level: 'warn', log: (level, message) => log[level](`sign-in: ${message}`) },
    plugins: [
      admin({
        ac: accessControl,
        roles: {
          admin: accessControl.newRole(adminAc.statements),
          marketer: nothing,
          viewer: nothing,
        },
        defaultRole: 'viewer',
        adminRoles: ['admin'],
      }),
    ],
  })
}

/** Users are kept through our own procedures, where every door checks the same role. */
const disabledPaths = [
  '/admin/create-user',
  '/admin/impersonate-user',
  '/admin/list-users',
  '/admin/remove-user',
  '/admin/set-role',
  '/admin/set-user-password',
  '/admin/update-user',
]

/** The origin the page was served from: a workspace opened by another of its names signs in there. */
function ownOrigin(request: Request | undefined): string[] {
  const host = request?.headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}
