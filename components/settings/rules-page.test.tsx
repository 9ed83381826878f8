import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { Settings } from '@/server/settings/settings'
import { RulesPage } from './rules-page'

afterEach(() => vi.unstubAllGlobals())

const defaults: Settings = {
  spam: {
    clicks: { comparator: 'after', limit: 5, windowSeconds: 300 },
    forms: { comparator: 'from', limit: 5, windowSeconds: 300 },
  },
  hold: { suspectedSeconds: 60, earlySeconds: 30, humanSeconds: 0 },
  areWebhooksOnLinks: false,
  mostDepth: 10,
  scannerNetworks: [],
}

function openRules(settings: Settings = defaults) {
  const changed = vi.fn((input: Settings): unknown => input)
  renderWithServer(<RulesPage />, {
    'settings.get': () => ({ settings, defaults }),
    'settings.change': changed,
  })
  return changed
}

test('?1: the rules stand there in words, with their defaults', async () => {
  openRules()
  expect(
    await screen.findByText(/Number 6 and all after it within 300 seconds do nothing/),
  ).toBeInTheDocument()
  expect(screen.getByText(/Number 5 and all after it within 300 seconds do nothing/)).toBeInTheDocument()
  expect(screen.getByText('By default 60.')).toBeInTheDocument()
})

test('what is changed is saved together with the rest', async () => {
  const changed = openRules()
  const user = userEvent.setup()
  const depth = await screen.findByLabelText('Longest chain of events')
  await user.clear(depth)
  await user.type(depth, '3')
  await user.click(screen.getByLabelText('Webhooks on redirect links'))
  await user.type(screen.getByLabelText('Networks of scanners'), '203.0.113.0/24{Enter}2001:db8::/32{Enter}')
  await user.click(screen.getByRole('button', { name: 'Save rules' }))
  await waitFor(() =>
    expect(changed).toHaveBeenCalledExactlyOnceWith({
      ...defaults,
      mostDepth: 3,
      areWebhooksOnLinks: true,
      scannerNetworks: ['203.0.113.0/24', '2001:db8::/32'],
    }),
  )
})

test('what is refused is said beside its field', async () => {
  const changed = openRules()
  const user = userEvent.setup()
  changed.mockImplementation(() => {
    throw new Refusal('invalid-input', 'Enter 1 or more', [
      { field: 'mostDepth', message: 'Enter 1 or more' },
      { field: 'scannerNetworks.0', message: 'Write a network like 203.0.113.0/24' },
    ])
  })
  await user.type(await screen.findByLabelText('Networks of scanners'), 'nonsense')
  await user.click(screen.getByRole('button', { name: 'Save rules' }))
  await waitFor(() => expect(screen.getByLabelText('Longest chain of events')).toBeInvalid())
  expect(screen.getByLabelText('Networks of scanners')).toHaveAccessibleDescription(
    /“nonsense”: Write a network/,
  )
})

test('reset to defaults fills them in; they hold once they are saved', async () => {
  const changed = openRules({ ...defaults, mostDepth: 99, scannerNetworks: ['203.0.113.0/24'] })
  const user = userEvent.setup()
  expect(await screen.findByLabelText('Networks of scanners')).toHaveValue('203.0.113.0/24')
  await user.click(screen.getByRole('button', { name: 'Reset to defaults' }))
  expect(screen.getByLabelText('Longest chain of events')).toHaveValue('10')
  expect(screen.getByLabelText('Networks of scanners')).toHaveValue('')
  expect(changed).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: 'Save rules' }))
  await waitFor(() => expect(changed).toHaveBeenCalledExactlyOnceWith(defaults))
})
