import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** The prospect sent one of the chosen forms (IF-15). */
export const formSubmitted = defineGoal({
  type: 'form-submitted',
  title: 'Form submitted',
  description: 'Reached when the prospect sends one of the chosen forms.',
  icon: 'square-check',
  config: z.object({ formIds: field.pickMany('Forms', 'forms') }),
  initial: { formIds: [] },
  summary: ({ formIds = [] }, { forms }) =>
    formIds.length ? `Submits ${nameList(formIds, forms)}` : 'Choose a form',
  on: 'form.submitted',
  reached: ({ formIds }, event) => event.kind === 'form.submitted' && formIds.includes(event.formId),
  examples: ({ formIds }, { references }) =>
    formIds.map((formId) => ({
      label: `Submits ${nameList([formId], references.forms)}`,
      payload: { kind: 'form.submitted' as const, formId },
    })),
})
