import { canParseUrl } from '@/workflows/can-parse-url'
import { findRows } from '../db/find-rows'
import { getEnv } from '../env'
import { Links } from '../links/link'

export type TrackingSetup = {
  trackingUrl: string
  /** To be pasted into the head of a page. */
  snippet: string
  /** Links have a domain of their own, apart from these pages. */
  hasOwnDomain: boolean
  /** Clicks and cookies go over TLS. */
  isSecure: boolean
  /** Where links lead, the latest first, one of each website. */
  destinations: { name: string; url: string }[]
}

/** What has to be known to set tracking up (IR-6). */
export async function loadTrackingSetup(): Promise<TrackingSetup> {
  const { trackingUrl, baseUrl } = getEnv()
  return {
    trackingUrl,
    snippet: snippetFor(trackingUrl),
    hasOwnDomain: new URL(trackingUrl).origin !== new URL(baseUrl).origin,
    isSecure: trackingUrl.startsWith('https:'),
    destinations: await destinations(),
  }
}

function snippetFor(trackingUrl: string): string {
  return `<script>window.switchyard=window.switchyard||function(){(switchyard.q=switchyard.q||[]).push(arguments)}</script>
<script async src="${trackingUrl}/t.js"></script>`
}

async function destinations(): Promise<TrackingSetup['destinations']> {
  const links = await findRows(
    Links,
    { kind: { $in: ['redirect', 'custom'] }, deletedAt: null },
    { name: 1, destination: 1 },
  )
    .sort({ createdAt: -1 })
    .limit(200)
    .toArray()
  const byWebsite = new Map<string, { name: string; url: string }>()
  for (const { name, destination } of links) {
    if (!canParseUrl(destination)) continue
    const { origin } = new URL(destination)
    if (!byWebsite.has(origin)) byWebsite.set(origin, { name, url: destination })
  }
  return [...byWebsite.values()].slice(0, DESTINATIONS_MOST)
}

const DESTINATIONS_MOST = 20
