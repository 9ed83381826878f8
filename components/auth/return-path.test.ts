import { expect, test } from 'vitest'
import { returnPath } from './return-path'

test('signing in leads back to where one came from', () => {
  expect(returnPath('/prospects/p1?tab=runs')).toBe('/prospects/p1?tab=runs')
})

test.each([
  null,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'workflows',
  '/sign-in?next=/x',
])('signing in never leads away or in a circle: %s', (wanted) =>
  expect(returnPath(wanted)).toBe('/workflows'),
)
