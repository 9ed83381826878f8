import { isbot } from 'isbot'
import type { SessionRequest } from './session'

/** Whether what hangs on a link would happen for this click, if this were all that is known. */
export type Baseline = (request: SessionRequest) => boolean

/** isbot alone. */
export const isbotAlone: Baseline = ({ headers }) => !isbot(headers['user-agent'])

/**
 * Mautic's BotRatioHelper with the settings it comes with: less than two seconds after the sending (in whole seconds),
 * address on the list (empty), agent of a bot; a bot when at least 0.6 of the three are true. No agent is no bot's to
 * the detector.
 */
export const mauticTwoOfThree: Baseline = ({ afterMs, headers }) => {
  const isSoon = Math.floor(afterMs / 1_000) < 2
  const isListed = false
  const agent = headers['user-agent'] ?? ''
  const isProgram = agent !== '' && isbot(agent)
  const points = [isSoon, isListed, isProgram].filter(Boolean).length
  return points / 3 < 0.6
}
