import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'
import { findRows } from '../db/find-rows'
import { keysetPage, type Page } from '../db/keyset-page'
import { now } from '../jobs/clock'
import { hasRows } from '../jobs/has-rows'
import { type Prospect, Prospects } from '../prospects/prospect'
import { type List, Lists } from './list'
import { changesWithTime, newFilling } from './list-criteria'
import { reviewMembers, tellListChanges } from './review-members'

/** Prospects looked at in one step of a pass over everybody. */
const WINDOW = 10_000
/** Changed prospects looked at in one step. */
const BATCH = 500
/** A tick stays short; the next one goes on. */
const LONGEST_MS = 2_000
/** Clocks of several machines differ, and a write may become visible a moment after its time: so long is looked back. */
const OVERLAP_MS = 10_000
/** Lists whose members change with time are looked through this often. */
const AGAIN_MS = 15 * 60_000

/** How far changes of prospects have been followed: one document. */
const followedSchema = z.object({ _id: z.string(), until: z.date() })
const Followed = defineCollection('followedchanges', followedSchema)

/**
 * Keeps lists by criteria as their criteria say: looks at everybody when criteria are new, and at whoever changed since the
 * last time. A tick calls this; it may be done at any time, by several at once, and be broken off anywhere.
 * @returns true when nothing was left to do
 */
export async function fillLists(): Promise<boolean> {
  await tellListChanges()
  const lists = await findRows(Lists, { kind: 'criteria' }).toArray()
  if (lists.length === 0) return true
  const end = Date.now() + LONGEST_MS
  const isFollowed = await followChanges(lists, end)
  let isFilled = true
  for (const list of lists) isFilled = (await goOnFilling(list, end)) && isFilled
  return isFollowed && isFilled
}

/** Whether {@link fillLists} has anything to do. For a while after a change it has: it looks back a little. */
export async function hasListsToFill(): Promise<boolean> {
  const [hasUntold, hasLists] = await Promise.all([
    hasRows(Prospects, { 'listChanges.id': { $gt: '' } }),
    hasRows(Lists, { kind: 'criteria' }),
  ])
  if (hasUntold || !hasLists) return hasUntold
  const lists = await findRows(Lists, { kind: 'criteria' }, { criteria: 1, filling: 1 }).toArray()
  if (lists.some((list) => !list.filling?.finishedAt || isDueAgain(list))) return true
  return hasRows(Prospects, { updatedAt: { $gte: await followedUntil() } })
}

const seen = new Map<string, number>()
const MOST_SEEN = 20_000

async function followChanges(lists: List[], end: number): Promise<boolean> {
  const begun = now().getTime()
  const filter = { updatedAt: { $gte: await followedUntil() } }
  let cursor: string | null = null
  for (;;) {
    const page: Page<Prospect> = await keysetPage(Prospects, {
      by: 'updatedAt',
      order: 'asc',
      filter,
      cursor,
      limit: BATCH,
      projection: { updatedAt: 1 },
    })
    const changed = page.items
    cursor = page.next
    const news = changed.filter(({ _id, updatedAt }) => seen.get(memoKey(lists, _id)) !== updatedAt.getTime())
    if (news.length) await reviewAll(lists, { _id: { $in: news.map(({ _id }) => _id) } })
    for (const { _id, updatedAt } of news) seen.set(memoKey(lists, _id), updatedAt.getTime())
    if (seen.size > MOST_SEEN) seen.clear()
    if (cursor && Date.now() <= end) continue
    const reached = cursor ? (changed.at(-1)?.updatedAt.getTime() ?? begun) : begun
    await noteFollowed(new Date(Math.min(reached, begun) - OVERLAP_MS))
    return cursor === null && news.length === 0
  }
}

/** Other criteria, other memory: what one list has seen, a new one has not. */
function memoKey(lists: List[], prospectId: string): string {
  return `${lists.map(({ filling }) => filling?.id ?? '').join()} ${prospectId}`
}

async function followedUntil(): Promise<Date> {
  const stored = await collectionOf(Followed).findOne({ _id: 'lists' }, { maxTimeMS: 5_000 })
  return stored?.until ?? new Date(now().getTime() - OVERLAP_MS)
}

/** Never backwards, since several may be at it. */
async function noteFollowed(until: Date): Promise<void> {
  await collectionOf(Followed).updateOne(
    { _id: 'lists' },
    { $max: { until } },
    { upsert: true, maxTimeMS: 5_000 },
  )
}

async function reviewAll(lists: List[], among: Record<string, unknown>): Promise<void> {
  for (const list of lists) await reviewMembers(list, among)
}

/** The next steps of a pass over everybody, in the order of ids; true when there is nothing to go on with. */
async function goOnFilling(list: List, end: number): Promise<boolean> {
  let filling = list.filling
  if (!filling || isDueAgain(list)) filling = await beginAgain(list)
  if (!filling) return true
  while (!filling.finishedAt) {
    if (Date.now() > end) return false
    const [last] = await findRows(Prospects, { _id: { $gt: filling.after } }, { _id: 1 })
      .sort({ _id: 1 })
      .skip(WINDOW - 1)
      .limit(1)
      .toArray()
    await reviewMembers(list, { _id: { $gt: filling.after, ...(last && { $lte: last._id }) } })
    filling = last
      ? { ...filling, after: last._id, checked: filling.checked + WINDOW }
      : { ...filling, checked: filling.total, finishedAt: now() }
    const { matchedCount } = await collectionOf(Lists).updateOne(
      { _id: list._id, 'filling.id': filling.id },
      { $set: { filling } },
      { maxTimeMS: 5_000 },
    )
    if (matchedCount === 0) return false
  }
  return true
}

function isDueAgain({ criteria, filling }: List): boolean {
  const finishedAt = filling?.finishedAt
  return Boolean(
    finishedAt && changesWithTime(criteria ?? null) && now().getTime() - finishedAt.getTime() > AGAIN_MS,
  )
}

async function beginAgain(list: List): Promise<List['filling']> {
  const filling = await newFilling()
  const { matchedCount } = await collectionOf(Lists).updateOne(
    { _id: list._id, 'filling.id': list.filling?.id ?? null },
    { $set: { filling } },
    { maxTimeMS: 5_000 },
  )
  return matchedCount ? filling : null
}
