import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useUrlState } from './use-url-state'

let known = ''
vi.mock('next/navigation', () => ({
  usePathname: () => '/links',
  useSearchParams: () => new URLSearchParams(known),
}))
afterEach(() => {
  known = ''
  window.history.replaceState(null, '', '/')
})

function open() {
  const { result, rerender } = renderHook(() => useUrlState('from'))
  return {
    value: () => result.current[0],
    choose: (value: string | null) => act(() => result.current[1](value)),
    /** As Next does, a moment after the browser knows. */
    hearOf: (query: string) => {
      known = query
      rerender()
    },
  }
}

test('a value holds as soon as it is chosen, while the address that Next tells of still follows', () => {
  const { value, choose, hearOf } = open()
  choose('0002-05-21')
  expect(value()).toBe('0002-05-21')
  choose('0020-05-21')
  hearOf('from=0002-05-21')
  expect(value()).toBe('0020-05-21')
  hearOf('from=0020-05-21')
  expect(value()).toBe('0020-05-21')
  choose('')
  expect(value()).toBeNull()
  expect(window.location.search).toBe('')
})

test('whoever goes back sees what the address says', () => {
  const { value, choose, hearOf } = open()
  choose('2026-05-21')
  hearOf('from=2026-05-21')
  hearOf('')
  expect(value()).toBeNull()
  choose('2026-05-22')
  hearOf('from=2025-01-01')
  expect(value()).toBe('2025-01-01')
})
