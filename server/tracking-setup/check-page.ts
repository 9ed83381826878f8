import { z } from 'zod'
import { canParseUrl } from '@/workflows/can-parse-url'
import { collectionOf } from '../db/collection-of'
import { getEnv } from '../env'
import { Events } from '../events/stored-event'
import { fetchPage } from './fetch-page'
import { findTrackerTag } from './find-tracker-tag'

export const checkPageSchema = z.object({
  url: z.string().trim().min(1, 'Enter the address of a page').max(2000),
})

export type PageCheck = {
  url: string
  /** `unreadable`: the page could not be fetched, which says nothing about the script. */
  result: 'found' | 'missing' | 'unreadable'
  /** What it means and what to do next. */
  message: string
  /** When the script last told of a page of the same website; null: never. */
  lastEventAt: Date | null
}

/** Whether a page runs the tracker script: a page with links on it, or one that links lead to (IR-6, IR-7, ?20). */
export async function checkPage({ url }: z.infer<typeof checkPageSchema>): Promise<PageCheck> {
  const [verdict, lastEventAt] = await Promise.all([lookAt(url), lastEventOf(url)])
  return { url, ...verdict, lastEventAt }
}

async function lookAt(url: string): Promise<Pick<PageCheck, 'result' | 'message'>> {
  const page = await fetchPage(url)
  if (!page.ok) return { result: 'unreadable', message: page.message }
  if (page.status >= 400)
    return { result: 'unreadable', message: `The page answers ${page.status}. Check its address.` }
  const tag = findTrackerTag(page.html, page.url, getEnv().trackingUrl)
  if (!tag)
    return {
      result: 'missing',
      message:
        'The script is not in the HTML of this page. Paste the snippet into its <head>. A tag manager may still add it later: then an event arrives when somebody visits.',
    }
  const waits =
    tag.consent === 'granted' ? '' : " It sends nothing before the page calls switchyard('consent', true)."
  return { result: 'found', message: `The script is there.${waits}` }
}

async function lastEventOf(url: string): Promise<Date | null> {
  if (!canParseUrl(url)) return null
  const last = await collectionOf(Events).findOne(
    { 'visit.origin': new URL(url).origin },
    { sort: { at: -1 }, projection: { at: 1 }, maxTimeMS: 5_000 },
  )
  return last?.at ?? null
}
