import { expect, test } from 'vitest'
import { describeNode } from './describe'
import { noReferences } from './references'

const references = {
  ...noReferences,
  lists: [{ id: '65f0', name: 'Customers' }],
  fields: [
    { name: 'fields.optIn', label: 'Wants news', type: 'boolean' as const, isWritable: true },
    { name: 'lists', label: 'Lists', type: 'lists' as const, isWritable: false },
  ],
}

test('fields and lists are called as the workspace calls them', () => {
  const change = { type: 'change-field', config: { field: 'fields.optIn', value: true } }
  expect(describeNode(change, references)).toBe('Sets Wants news to “yes”')
  const changed = { type: 'field-changed', config: { field: 'fields.optIn' } }
  expect(describeNode(changed, references)).toBe('Wants news changes')
  const criteria = { combinator: 'and', rules: [{ field: 'lists', operator: 'contains', value: '65f0' }] }
  expect(describeNode({ type: 'convert-to-lead', config: { criteria } }, references)).toBe(
    'Makes the prospect a lead if Lists contains “Customers”',
  )
})

test('a field that nobody knows any more shows its key', () => {
  const change = { type: 'change-field', config: { field: 'fields.gone', value: 'x' } }
  expect(describeNode(change, references)).toBe('Sets gone to “x”')
})
