import { type NamedReference, type NamedSource, namedSources } from '@/workflows/references'
import { listUsers } from '../auth/list-users'
import { nameFunctions } from '../functions/name-functions'
import { nameLists } from '../lists/name-lists'

type Read = (ids: string[] | null) => Promise<NamedReference[]>

/** Where the records come from that nodes point to by id; `ids` null reads what there is to choose from. */
const readers: Record<NamedSource, Read> = {
  users: async () =>
    (await listUsers()).map(({ id, name, email }) => ({ id, name: name || email, hint: email })),
  lists: nameLists,
  functions: nameFunctions,
  forms: async () => [],
  files: async () => [],
}

/** The records of every kind, for pickers; or those with the given ids. */
export async function readNamedRecords(
  ids: string[] | null = null,
): Promise<Record<NamedSource, NamedReference[]>> {
  const read = await Promise.all(namedSources.map(async (source) => [source, await readers[source](ids)]))
  return Object.fromEntries(read) // one entry for each source
}
