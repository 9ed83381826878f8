import { z } from 'zod'
import { defineTimer } from '../define-node'
import { field } from '../fields'
import { describeDuration } from './describe-duration'
import { waitEndsAt } from './wait-until'

/** Ends the burst; waking up is a new event with a new snapshot (decision ?6). */
export const wait = defineTimer({
  type: 'wait',
  title: 'Wait',
  description: 'Waits before going on. What follows sees the prospect as it is then.',
  icon: 'hourglass',
  config: z.object({ for: field.wait('Wait for') }),
  initial: { for: 'P1D' },
  summary: ({ for: duration }) =>
    duration ? `Waits ${describeDuration(duration)}` : 'Enter how long to wait',
  endsAt: ({ for: duration }, { now, snapshot }) => waitEndsAt(duration, now, snapshot.timezone),
})
