import { z } from 'zod'
import { evaluate } from '../criteria/evaluate'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { fieldLabel } from '../prospect-fields'

/** A field of the prospect got another value (IF-13); the criteria read the prospect with the new one. */
export const fieldChanged = defineGoal({
  type: 'field-changed',
  title: 'Field changed',
  description: 'Reached when a field of the prospect gets another value.',
  icon: 'text-cursor-input',
  config: z.object({
    field: field.prospectField('Field'),
    criteria: field.criteria('Only if', { help: 'Reads the prospect with the new value.' }),
  }),
  initial: { field: '' },
  summary: ({ field: name }, { fields }) => (name ? `${fieldLabel(name, fields)} changes` : 'Choose a field'),
  on: 'field.changed',
  reached: ({ field: name, criteria }, event, { snapshot }) =>
    event.kind === 'field.changed' &&
    event.field === name &&
    (evaluate(criteria, snapshot, event.at)?.passed ?? true),
  examples: () => [],
})
