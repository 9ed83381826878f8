import { z } from 'zod'
import { findRows } from '../db/find-rows'
import { keysetPage, type Page, type PageInput } from '../db/keyset-page'
import { fullName } from '../prospects/name-prospects'
import { Prospects } from '../prospects/prospect'
import { findList } from './load-list'
import { Memberships } from './membership'

export const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  organization: z.string(),
  score: z.number(),
  /** Null when nobody knows, for lists that came with an import. */
  joinedAt: z.date().nullable(),
})
export type Member = z.infer<typeof memberSchema>

/** Who is on a list, the newest prospects first. @throws AppError 'not-found' */
export async function listMembers(listId: string, page: PageInput): Promise<Page<Member>> {
  await findList(listId)
  const { items, next } = await keysetPage(Prospects, { ...page, filter: { lists: listId }, by: 'createdAt' })
  const joined = await joinedAt(
    listId,
    items.map(({ _id }) => _id),
  )
  return {
    items: items.map((prospect) => ({
      id: prospect._id,
      name: fullName(prospect),
      email: prospect.email,
      organization: prospect.organization,
      score: prospect.score,
      joinedAt: joined.get(prospect._id) ?? null,
    })),
    next,
  }
}

/** When each joined for the stay they are in now. */
async function joinedAt(listId: string, prospectIds: string[]): Promise<Map<string, Date>> {
  const joined = new Map<string, Date>()
  const history = findRows(Memberships, { listId, prospectId: { $in: prospectIds } }).sort({ at: 1, _id: 1 })
  for await (const { prospectId, change, at } of history) {
    if (change === 'left') joined.delete(prospectId)
    else if (!joined.has(prospectId)) joined.set(prospectId, at)
  }
  return joined
}
