import { getEnv } from '../env'
import { fetchPage } from './fetch-page'

export type DomainCheck = { isReached: boolean; message: string }

/** Whether the tracking domain leads to this installation and serves the tracker script (IR-6). */
export async function checkTrackingDomain(): Promise<DomainCheck> {
  const { trackingUrl } = getEnv()
  const [health, script] = await Promise.all([
    fetchPage(`${trackingUrl}/healthz`),
    fetchPage(`${trackingUrl}/t.js`),
  ])
  if (!health.ok) return { isReached: false, message: `${trackingUrl} cannot be reached: ${health.message}` }
  if (health.status !== 200 || health.html.trim() !== 'ok')
    return {
      isReached: false,
      message: `${trackingUrl} answers, but not as Switchyard does. Point its DNS and proxy at this installation.`,
    }
  if (!script.ok || script.status !== 200)
    return {
      isReached: false,
      message: `${trackingUrl}/t.js is not served. Let your proxy pass on /t.js and /t, besides /r/, /redirect/, /o/ and /u/.`,
    }
  return { isReached: true, message: `${trackingUrl} leads here and serves the script.` }
}
