import { screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { RunList } from './run-list'

afterEach(() => vi.unstubAllGlobals())

const run = {
  id: 'r1',
  status: 'finished',
  versionNumber: 3,
  workflow: { id: 'w1', name: 'Welcome' },
  prospect: { id: 'p1', name: 'Ada Lovelace', email: 'ada@example.com' },
  startedAt: new Date(),
  updatedAt: new Date(),
}
const open = (filter: { prospectId?: string }) =>
  renderWithServer(<RunList filter={filter} isFiltered={false} />, {
    'runs.list': () => ({ items: [run], next: null }),
  })

test('runs are told apart by prospect', async () => {
  open({})
  expect(await screen.findByRole('link', { name: 'Ada Lovelace' })).toHaveAttribute('href', '/runs/r1')
})

test('those of one prospect are told apart by workflow', async () => {
  open({ prospectId: 'p1' })
  expect(await screen.findByRole('link', { name: 'Welcome v3' })).toHaveAttribute('href', '/runs/r1')
  expect(within(screen.getByRole('table')).queryByText('Ada Lovelace')).not.toBeInTheDocument()
})
