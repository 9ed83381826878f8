import type { StoredEvent } from '../events/stored-event'
import type { Settings } from '../settings/settings'
import type { Finding } from './finding'
import { findAll } from './judge-clicks'
import { type Judgement, weighFindings } from './weigh-findings'

/** What the end of a hold comes to. */
export type Reconsidered = Judgement & {
  /** False: it stays held, until somebody decides. */
  fires: boolean
}

/**
 * Looks once more at clicks whose time of holding is over: they fire unless evidence came (3-guarantees). One
 * probable sign was enough to hold a click, but not to keep it back for good: two different ones are, or one that is
 * certain, or that the hidden link was followed. Asking again is harmless.
 *
 * @returns for every event; what is not a click fires
 */
export async function reconsider(
  events: StoredEvent[],
  settings: Pick<Settings, 'scannerNetworks'>,
): Promise<Map<string, Reconsidered>> {
  const { findings } = await findAll(events, settings)
  return new Map(
    events.map(({ _id }) => {
      const found = findings.get(_id) ?? []
      return [_id, { ...weighFindings(found), fires: !isEvidence(found) }]
    }),
  )
}

function isEvidence(findings: Finding[]): boolean {
  const certain = findings.some(({ weight, sign }) => weight === 'certain' || sign === 'honeypot')
  return certain || findings.filter(({ weight }) => weight === 'probable').length > 1
}
