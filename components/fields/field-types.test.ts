import { expect, test } from 'vitest'
import { keyFor } from './field-types'

test.each([
  ['Company size', 'companySize'],
  ['Straße und Größe', 'strasseUndGrosse'],
  ['IBAN NUMBER', 'ibanNumber'],
  ['3rd Łódź plan 🎉', 'rdLodzPlan'],
  ['会社', ''],
])('the key of “%s” is %s', (label, key) => {
  expect(keyFor(label)).toBe(key)
})
