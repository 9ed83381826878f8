import { expect, test } from 'vitest'
import { fieldErrors, formError } from './field-errors'

const refused = {
  message: 'Enter a valid email address',
  data: { details: [{ field: 'email', message: 'Enter a valid email address' }] },
}

test('a refused field says at the field what to change', () => {
  expect(fieldErrors(refused)).toEqual({ email: 'Enter a valid email address' })
})

test('of several messages for one field the first is shown', () => {
  const details = [
    { field: 'name', message: 'Name it' },
    { field: 'name', message: 'At most 200' },
  ]
  expect(fieldErrors({ data: { details } })).toEqual({ name: 'Name it' })
})

test('a refusal that stands at its fields is not said twice', () => {
  expect(formError(refused, ['email', 'name'])).toBeNull()
})

test('a refusal about something the form does not show stands above it', () => {
  expect(formError(refused, ['name'])).toBe('Enter a valid email address')
  expect(formError({ message: 'No connection' }, ['email'])).toBe('No connection')
  expect(formError(null, [])).toBeNull()
})
