import { z } from 'zod'
import { defineSequence } from '../define-node'
import { field } from '../fields'

/** Timed steps, one after the other, until the last is done or a goal to the right of it is reached (KP-8). */
export const sequence = defineSequence({
  type: 'sequence',
  title: 'Sequence',
  description: 'Emails, waits and actions in a row. A goal connected after it stops it when it is reached.',
  icon: 'list-ordered',
  config: z.object({ steps: field.steps('Steps') }),
  initial: { steps: [] },
  summary: ({ steps = [] }) =>
    steps.length === 0 ? 'Add a step' : steps.length === 1 ? '1 step' : `${steps.length} steps`,
  steps: ({ steps }) => steps,
})
