import { z } from 'zod'
import { defineTimer } from '../define-node'
import { field } from '../fields'
import { describeWait } from './describe-wait'
import { isNoTime } from './duration-schema'
import { takesTime, waitEndsAt } from './wait-until'

const config = z
  .object({ for: field.wait('Wait'), window: field.timeWindow('Time window') })
  .refine(({ for: waitFor, window }) => window || typeof waitFor !== 'string' || !isNoTime(waitFor), {
    path: ['for'],
    message: 'Enter how long to wait, or choose a time window',
  })

/** Ends the burst; waking up is a new event with a new snapshot (decision ?6). */
export const wait = defineTimer({
  type: 'wait',
  title: 'Wait',
  description:
    'Waits for a time, until a date, or until a time window opens. What follows sees the prospect as it is then.',
  icon: 'hourglass',
  config,
  initial: { for: 'P1D' },
  summary: describeWait,
  endsAt: (settings, { now, snapshot }) => waitEndsAt(settings, now, snapshot.timezone),
  takesTime,
})
