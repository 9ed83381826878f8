import { findRows } from '../db/find-rows'
import { ApiKeys } from './api-key'
import { listUsers } from './list-users'

/** What is written down when an API key did something. */
export function apiKeyActor(keyId: string): string {
  return `api-key:${keyId}`
}

/** The names of those who did something, by what was written down: a user id, an API key, or our own doing. */
export async function nameActors(actors: string[]): Promise<Map<string, string>> {
  const keyIds = actors.filter((actor) => actor.startsWith('api-key:')).map((actor) => actor.slice(8))
  const [users, keys] = await Promise.all([
    listUsers(),
    keyIds.length ? findRows(ApiKeys, { _id: { $in: keyIds } }, { name: 1 }).toArray() : [],
  ])
  return new Map([
    ['demo', 'Demo workspace'],
    ...users.map(({ id, name }) => [id, name] as const),
    ...keys.map(({ _id, name }) => [apiKeyActor(_id), `API key “${name}”`] as const),
  ])
}
