import { z } from 'zod'
import { holdReasonSchema, type StoredEvent } from '../events/stored-event'

/** How it stands with an event that is held, or was. */
export const holdStateSchema = z.object({
  reason: holdReasonSchema,
  /** `kept`: evidence came while it was held, so it does nothing. */
  state: z.enum(['held', 'released', 'discarded', 'kept']),
  /** When it is decided by itself; null: by somebody only. */
  until: z.date().nullable(),
})
export type HoldState = z.infer<typeof holdStateSchema>

/** Null for an event that never was held. */
export function holdStateOf({ hold, state, outcome }: StoredEvent): HoldState | null {
  if (!hold || (state !== 'held' && !hold.decided)) return null
  const { reason, until } = hold
  if (state === 'held') return { reason, until, state: 'held' }
  if (outcome === 'discarded') return { reason, until, state: 'discarded' }
  return { reason, until, state: outcome === 'not-human' ? 'kept' : 'released' }
}
