import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'
import { quoteValue } from '../naming'
import { fieldLabel } from '../prospect-fields'

export const changeField = defineAction({
  type: 'change-field',
  title: 'Change field value',
  description: 'Sets one field of the prospect to a value.',
  icon: 'pencil-line',
  config: z.object({ field: field.prospectField('Field'), value: field.fieldValue('New value') }),
  initial: { field: '', value: '' },
  summary: ({ field: name, value }, { fields }) =>
    name ? `Sets ${fieldLabel(name, fields)} to ${quoteValue(name, value)}` : 'Choose a field',
  perform: ({ field: name, value }) => [{ kind: 'field.change', payload: { field: name, value } }],
  writes: ({ field: name }) => [name],
})
