import { emptyProspect } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { type Prospect, Prospects } from '../prospects/prospect'

/** A prospect with these values, for tests. */
export async function insertProspect(values: Partial<Prospect> = {}): Promise<Prospect> {
  const at = new Date()
  const prospect: Prospect = {
    _id: newId(),
    ...structuredClone(emptyProspect),
    visitorIds: [],
    fx: [],
    lastActivityAt: null,
    createdAt: at,
    updatedAt: at,
    ...values,
  }
  await collectionOf(Prospects).insertOne(prospect)
  return prospect
}

/** The prospect as it is now. */
export async function prospectNow(id: string): Promise<Prospect> {
  const prospect = await collectionOf(Prospects).findOne({ _id: id })
  if (!prospect) throw new Error(`no prospect ${id}`)
  return prospect
}
