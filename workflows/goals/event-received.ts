import { z } from 'zod'
import { evaluate } from '../criteria/evaluate'
import { defineGoal } from '../define-node'
import { field } from '../fields'

/** Something was reported through the API, or by the tracker script of a page; criteria read the prospect, and its properties as `event.<name>`. */
export const eventReceived = defineGoal({
  type: 'event-received',
  title: 'Event received',
  description: 'Reached when an event of this type is reported through the API or by a page.',
  icon: 'radio',
  config: z.object({
    type: field.text('Event type', { placeholder: 'order.paid' }),
    criteria: field.criteria('Only if'),
  }),
  initial: { type: '' },
  summary: ({ type }) => (type ? `“${type}” is reported` : 'Enter an event type'),
  on: 'event.received',
  reached: ({ type, criteria }, event, { snapshot }) => {
    if (event.kind !== 'event.received' || event.type !== type) return false
    const known = { ...snapshot, event: event.properties }
    return evaluate(criteria, known, event.at)?.passed ?? true
  },
  examples: ({ type }) => [
    { label: `“${type}” is reported`, payload: { kind: 'event.received', type, properties: {} } },
  ],
})
