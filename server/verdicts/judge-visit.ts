import type { Settings } from '../settings/settings'
import { judgeAddress } from './judge-address'
import { judgeUserAgent } from './judge-user-agent'
import { type Judgement, weighFindings } from './weigh-findings'

/** Whether a person was on a tracked page, by the same rules as for clicks (?15). There is nothing around it to weigh. */
export function judgeVisit(
  { ip, userAgent }: { ip: string; userAgent: string },
  { scannerNetworks }: Pick<Settings, 'scannerNetworks'>,
): Pick<Judgement, 'verdict' | 'reasons'> {
  const findings = [judgeUserAgent(userAgent), judgeAddress(ip, scannerNetworks)]
  const { verdict, reasons } = weighFindings(findings.filter((finding) => finding !== null))
  return { verdict, reasons }
}
