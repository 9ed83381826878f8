import { collectionOf } from '../db/collection-of'
import { Events } from '../events/stored-event'
import type { Evidence } from './evidence'
import { findSigns } from './find-signs'
import type { MessageClick } from './load-evidence'
import { weighFindings } from './weigh-findings'

/** Why a click that had done something is suspected now. What it did stays done; it is listed with the click. */
export const CHANGED_LATER = 'It was taken for a person’s click at first; later clicks showed this.'

/**
 * Changes the verdict of clicks that were taken for a person's, and are not in the light of later ones. The counters
 * are recounts of the verdicts, so they follow. Harmless to repeat. @returns how many were changed
 */
export async function changeVerdicts(
  nearby: MessageClick[],
  { evidence, except }: { evidence: Evidence; except: ReadonlySet<string> },
): Promise<number> {
  const changes = nearby
    .filter(({ id, verdict, state }) => verdict === 'human' && state !== 'new' && !except.has(id))
    .map((click) => ({ click, ...weighFindings(findSigns(click, evidence)) }))
    .filter(({ verdict }) => verdict !== 'human')
  if (changes.length === 0) return 0
  const { modifiedCount } = await collectionOf(Events).bulkWrite(
    changes.map(({ click, verdict, reasons }) => ({
      updateOne: {
        filter: { _id: click.id, verdict: 'human', state: { $ne: 'new' } },
        update: { $set: { verdict, reasons: [...new Set([...reasons, ...click.reasons, CHANGED_LATER])] } },
      },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
  return modifiedCount
}
