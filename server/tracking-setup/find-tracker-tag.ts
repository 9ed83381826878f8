import { Parser } from 'htmlparser2'
import { canParseUrl } from '@/workflows/can-parse-url'

/** The tracker script in a page: its address, and whether it waits for consent. */
export type TrackerTag = { src: string; consent: string | null }

/** Finds `<script src="…/t.js">` of this tracking domain in a page, as a browser would; comments do not count. */
export function findTrackerTag(html: string, pageUrl: string, trackingUrl: string): TrackerTag | null {
  let found: TrackerTag | null = null
  const parser = new Parser({
    onopentag: (name, { src, 'data-consent': consent }) => {
      if (name !== 'script' || !src || found || !canParseUrl(src, pageUrl)) return
      const { origin, pathname } = new URL(src, pageUrl)
      if (pathname === '/t.js' && origin === new URL(trackingUrl).origin)
        found = { src, consent: consent ?? null }
    },
  })
  parser.end(html)
  return found
}
