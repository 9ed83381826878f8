import type { StoredEvent } from '../events/stored-event'
import type { Settings } from '../settings/settings'
import type { Finding } from './finding'
import { findAll } from './judge-clicks'
import { type Judgement, weighFindings } from './weigh-findings'

/** What the end of a hold comes to. */
export type Reconsidered = Judgement & {
  /** False: it stays held, until somebody decides. */
  fires: boolean
  /** It had only waited a moment, and a reason to wait longer has come: it is held as a doubtful one is. */
  waitsOn: boolean
}

/**
 * Looks once more at clicks whose time of holding is over: they fire unless evidence came (3-guarantees). One
 * probable sign was enough to hold a click, but not to keep it back for good: a second one of its own is, or one that
 * is certain, or that the hidden link was followed. Asking again is harmless.
 *
 * @returns for every event; what is not a click fires
 */
export async function reconsider(
  events: StoredEvent[],
  settings: Pick<Settings, 'scannerNetworks'>,
): Promise<Map<string, Reconsidered>> {
  const { findings } = await findAll(events, settings)
  return new Map(
    events.map(({ _id, hold }) => {
      const found = findings.get(_id) ?? []
      const judgement = weighFindings(found)
      const fires = !isEvidence(found)
      const waitsOn = fires && hold?.reason === 'settling' && judgement.weight === 'probable'
      return [_id, { ...judgement, fires: fires && !waitsOn, waitsOn }]
    }),
  )
}

/** That others clicked at the same address is nothing that a click itself has shown. */
function isEvidence(findings: Finding[]): boolean {
  const isPlain = findings.some(({ weight, sign }) => weight === 'certain' || sign === 'honeypot')
  const own = findings.filter(({ sign }) => sign !== 'many-recipients')
  return isPlain || (own.length > 1 && own.some(({ weight }) => weight === 'probable'))
}
