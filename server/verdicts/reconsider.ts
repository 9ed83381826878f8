import type { StoredEvent } from '../events/stored-event'
import type { Settings } from '../settings/settings'
import { judgeClicks } from './judge-clicks'
import type { Judgement } from './weigh-findings'

/** What the end of a hold comes to. */
export type Reconsidered = Judgement & {
  /** False: it stays held, until somebody decides. */
  fires: boolean
}

/**
 * Looks once more at clicks whose hold is over: they fire unless evidence came (3-guarantees). One probable sign is
 * not enough to keep a click back for good; a certain one is, and so are two probable ones.
 */
export async function reconsider(
  events: StoredEvent[],
  settings: Pick<Settings, 'scannerNetworks'>,
): Promise<Map<string, Reconsidered>> {
  const judged = await judgeClicks(events, settings)
  return new Map(
    [...judged].map(([id, judgement]) => [id, { ...judgement, fires: judgement.weight !== 'certain' }]),
  )
}
