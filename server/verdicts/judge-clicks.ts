import type { StoredEvent } from '../events/stored-event'
import type { Settings } from '../settings/settings'
import { judgeAddress } from './judge-address'
import { judgeUserAgent } from './judge-user-agent'
import { type Judgement, weighFindings } from './weigh-findings'

/**
 * Whether people clicked (?15, 3-guarantees “Verdicts on clicks”): by what each request says about itself, and by
 * what else was clicked around it. Certain: it does nothing. Probable: it is held. Judging again is harmless;
 * the answer is the same, or heavier when more evidence has come.
 */
export async function judgeClicks(
  clicks: StoredEvent[],
  settings: Pick<Settings, 'scannerNetworks'>,
): Promise<Map<string, Judgement>> {
  return new Map(
    clicks.flatMap(({ _id, click }) =>
      click
        ? [
            [
              _id,
              weighFindings(
                [judgeUserAgent(click.userAgent), judgeAddress(click.ip, settings.scannerNetworks)].filter(
                  (finding) => finding !== null,
                ),
              ),
            ] as const,
          ]
        : [],
    ),
  )
}
