import { expect, test } from 'vitest'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { changesBetween } from './prospect-draft'

const before = {
  ...emptyProspect,
  email: 'ada@example.com',
  score: 5,
  fields: { industry: 'Computing', size: 3 },
}

test('what was not edited is not sent, so that a score a run raised meanwhile stays', () => {
  expect(changesBetween(before, { ...before, firstName: 'Ada' })).toEqual({ firstName: 'Ada' })
})

test('nothing edited is nothing sent', () => {
  expect(changesBetween(before, structuredClone(before))).toEqual({})
})

test('an emptied address means that there is none', () => {
  expect(changesBetween(before, { ...before, email: '' })).toEqual({ email: null })
})

test('of custom fields only the edited ones are sent', () => {
  const after = { ...before, fields: { ...before.fields, size: 4 } }
  expect(changesBetween(before, after)).toEqual({ fields: { size: 4 } })
})
