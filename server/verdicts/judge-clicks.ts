import type { StoredEvent } from '../events/stored-event'
import type { Settings } from '../settings/settings'
import { changeVerdicts } from './change-verdicts'
import type { Evidence } from './evidence'
import { findSigns } from './find-signs'
import type { Finding } from './finding'
import { honeypotLinkId } from './honeypot-link-id'
import { judgeAddress } from './judge-address'
import { judgeUserAgent } from './judge-user-agent'
import { loadEvidence, toSeenNearby } from './load-evidence'
import { type Judgement, weighFindings } from './weigh-findings'

type NetworkSettings = Pick<Settings, 'scannerNetworks'>

/**
 * Whether people clicked (?15, 3-guarantees “Verdicts on clicks”): by what each request says about itself, and by
 * what else was clicked around it. Certain: it does nothing. Probable: it is held. Judging again is harmless;
 * the answer is the same, or heavier when more evidence has come. Clicks that were taken for a person's before
 * this evidence came get their verdict changed. A click that is not on a link of an email asks the database nothing.
 *
 * @returns for every click, by the event's id; `weight: 'certain'` also for the hidden link, which does nothing
 */
export async function judgeClicks(
  clicks: StoredEvent[],
  settings: NetworkSettings,
): Promise<Map<string, Judgement>> {
  const { findings, evidence, nearby } = await findAll(clicks, settings)
  await changeVerdicts(nearby, { evidence, except: new Set(findings.keys()) })
  return new Map(
    clicks.flatMap(({ _id, linkId }) => {
      const judgement = weighFindings(findings.get(_id) ?? [])
      return findings.has(_id)
        ? [[_id, linkId === honeypotLinkId ? { ...judgement, weight: 'certain' as const } : judgement]]
        : []
    }),
  )
}

/** Every sign about each click, and what was found around them. */
export async function findAll(clicks: StoredEvent[], settings: NetworkSettings) {
  const seen = clicks.flatMap((event) => toSeenNearby(event) ?? [])
  const { evidence, nearby } = await loadEvidence(seen)
  const findings = new Map(
    clicks.flatMap((event) =>
      event.click ? [[event._id, findingsAbout(event, evidence, settings)] as const] : [],
    ),
  )
  return { findings, evidence, nearby }
}

function findingsAbout(event: StoredEvent, evidence: Evidence, settings: NetworkSettings): Finding[] {
  if (!event.click) return []
  const seen = toSeenNearby(event)
  return [
    judgeUserAgent(event.click.userAgent),
    judgeAddress(event.click.ip, settings.scannerNetworks),
    ...(seen ? findSigns(seen, evidence) : []),
  ].filter((finding) => finding !== null)
}
