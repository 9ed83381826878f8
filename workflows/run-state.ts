import { z } from 'zod'

/** Where one run stands. Pure data; the server stores it with the run. */
export const runStateSchema = z.object({
  /** Waits that end by the clock: in a step of a sequence, or in a wait node (`stepId` null). */
  timers: z.array(
    z.object({
      nodeId: z.string(),
      stepId: z.string().nullable(),
      entry: z.number().int(),
      endsAt: z.date(),
    }),
  ),
  /** Goals the run waits for, and the node it came from. */
  awaiting: z.array(z.object({ goalId: z.string(), from: z.string() })),
  /** What became of each sequence the run entered. */
  sequences: z.record(z.string(), z.enum(['running', 'finished', 'stopped'])),
  /** Counts waits, so that two waits in the same place have different timers. */
  entries: z.number().int(),
  isCancelled: z.boolean(),
})
export type RunState = z.infer<typeof runStateSchema>

export const newRunState: RunState = {
  timers: [],
  awaiting: [],
  sequences: {},
  entries: 0,
  isCancelled: false,
}

export type RunStatus = 'active' | 'waiting' | 'finished' | 'cancelled'

/** `active` while a clock runs, `waiting` while only goals are awaited, then `finished` or `cancelled`. */
export function statusOf(state: RunState): RunStatus {
  if (state.isCancelled) return 'cancelled'
  if (state.timers.length) return 'active'
  return state.awaiting.length ? 'waiting' : 'finished'
}

/** The next instant the run must be woken, or null. */
export function wakeAt(state: RunState): Date | null {
  const times = state.timers.map(({ endsAt }) => endsAt.getTime())
  return times.length ? new Date(Math.min(...times)) : null
}
