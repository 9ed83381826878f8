import { z } from 'zod'
import { criteriaResultSchema } from './criteria/evaluate'

/** What happened at one node or step, in order, with everything needed to explain it later (I8). */
export const stepRecordSchema = z.object({
  nodeId: z.string(),
  stepId: z.string().nullable(),
  outcome: z.enum([
    'reached', // a goal was satisfied by the event
    'entered', // a sequence began
    'performed', // an action asked for its effects
    'skipped', // an action whose criteria were not met
    'waiting', // a wait began, until `endsAt`
    'resumed', // a wait is over
    'awaiting', // a goal is now awaited
    'branched', // a decision took `branch`
    'finished', // the last step of a sequence is done
    'stopped', // a sequence was stopped by a goal
    'withdrawn', // a goal is no longer awaited, because another response came first
    'returned', // a function answered with changes
    'cancelled', // someone cancelled the run
  ]),
  /** The condition as it was evaluated on the snapshot, or null where there is none. */
  criteria: criteriaResultSchema.nullable(),
  branch: z.string().nullable(),
  /** The chance, 0 to 1, that a drawn branch had. */
  share: z.number().optional(),
  endsAt: z.date().nullable(),
  /** The node that caused it: the goal that stopped a sequence. */
  causedBy: z.string().nullable(),
  /** The branches a decision tried before, with their conditions, none of which was met. */
  rejected: z.array(z.object({ branch: z.string(), criteria: criteriaResultSchema.nullable() })),
  /** Positions in the planned effects. */
  effects: z.array(z.number().int()),
})
export type StepRecord = z.infer<typeof stepRecordSchema>
