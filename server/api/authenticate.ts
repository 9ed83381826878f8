import { type ApiKeyScope, roleOfScope } from '../auth/api-key'
import { findApiKey } from '../auth/find-api-key'
import { apiKeyActor } from '../auth/name-actors'
import { hasRole } from '../auth/roles'
import { AppError } from '../errors'

/** Who calls: the key, and how it is written down in histories. */
export type Actor = { keyId: string; scope: ApiKeyScope; name: string }

/**
 * The key of a request, when it may do what needs `scope`.
 * @throws AppError 'unauthenticated' without a valid key, 'forbidden' when it may do less
 */
export async function authenticate(authorization: string | null, scope: ApiKeyScope): Promise<Actor> {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  const found = key ? await findApiKey(key) : null
  if (!found) throw noKey()
  if (!hasRole(roleOfScope[found.scope], roleOfScope[scope])) throw tooSmall(found.scope, scope)
  return { keyId: found._id, scope: found.scope, name: apiKeyActor(found._id) }
}

function noKey(): AppError {
  return new AppError('unauthenticated', {
    message: 'no valid API key',
    userMessage:
      'Send an API key as “Authorization: Bearer sy_…”. An admin makes keys under Settings, API keys.',
  })
}

function tooSmall(has: ApiKeyScope, needs: ApiKeyScope): AppError {
  return new AppError('forbidden', {
    message: `the key has scope ${has}, this needs ${needs}`,
    userMessage: `This key has the scope “${has}”; this call needs “${needs}”. Use another key.`,
  })
}
