import { expect, test } from 'vitest'
import { placeOf } from './place-of'

test('a run leads to its workflow, and one of finish actions to the tab of their host', () => {
  expect(placeOf({ id: 'w', name: 'W', host: null })).toBe('/workflows/w')
  expect(placeOf({ id: 'w', name: 'W', host: { kind: 'link', id: 'l', on: null } })).toBe(
    '/links/l?tab=finish-actions',
  )
  expect(placeOf({ id: 'w', name: 'W', host: { kind: 'message', id: 'm', on: 'open' } })).toBe(
    '/emails/m?tab=finish-actions&on=open',
  )
})
