import type { Verdict } from '../events/stored-event'
import type { Finding, Weight } from './finding'

/** What the signs come to. */
export type Judgement = {
  verdict: Verdict
  /** Every sign, the heaviest first: what it is worth, and what it is. */
  reasons: string[]
  /**
   * `certain`: it does nothing. `probable`: it is held for a while (3-guarantees). `slight`: a person's, but it waits a
   * moment, for other signs have had no time to show. `none`: a person's.
   */
  weight: 'certain' | 'probable' | 'slight' | 'none'
}

/**
 * One certain sign is enough for a bot, one probable sign or two weak ones for a suspicion. What came early waits a
 * moment; that neighbours clicked as well makes nobody wait.
 */
export function weighFindings(findings: Finding[]): Judgement {
  const reasons = orderOf.flatMap((weight) =>
    findings.filter((finding) => finding.weight === weight).map(({ text }) => `${nameOf[weight]}: ${text}`),
  )
  const has = (weight: Weight) => findings.filter((finding) => finding.weight === weight).length
  if (has('certain')) return { verdict: 'bot', reasons, weight: 'certain' }
  if (has('probable') || has('weak') > 1) return { verdict: 'suspected', reasons, weight: 'probable' }
  const isEarly = findings.some(({ sign }) => sign === 'delivery' || sign === 'soon')
  return { verdict: 'human', reasons, weight: isEarly ? 'slight' : 'none' }
}

const orderOf = ['certain', 'probable', 'weak', 'slight'] as const
const nameOf: Record<Weight, string> = {
  certain: 'Certain',
  probable: 'Probable',
  weak: 'Weak',
  slight: 'Slight',
}
