import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { Role } from '@/server/auth/roles'
import type { HeldRecord } from './held-record'
import { InspectorPage } from './inspector-page'

vi.mock('next/navigation', async () => {
  const { useState, useEffect } = await import('react')
  return {
    usePathname: () => '/inspector',
    useSearchParams: () => {
      const [, again] = useState(0)
      useEffect(() => {
        const timer = setInterval(() => again((n) => n + 1), 20)
        return () => clearInterval(timer)
      }, [])
      return new URLSearchParams(window.location.search)
    },
  }
})
afterEach(() => {
  vi.unstubAllGlobals()
  window.history.replaceState(null, '', '/inspector')
})

const record: HeldRecord = {
  id: 'e1',
  at: new Date(),
  summary: 'Clicked “Offer”',
  prospect: { id: 'p1', name: 'Ada Lovelace', email: 'ada@example.com' },
  ip: '192.0.2.1',
  reason: 'spam',
  verdict: 'human',
  reasons: [],
  workflow: null,
  until: null,
  state: 'held',
  decided: null,
  outcome: 'spam',
  score: 5,
  runs: [{ workflow: { id: 'w', name: 'Welcome' }, version: 3, effects: ['Added tag “hot”'] }],
}
const suspected: HeldRecord = {
  ...record,
  id: 'e2',
  summary: 'Clicked “Plans”',
  prospect: null,
  reason: 'suspected',
  verdict: 'suspected',
  reasons: ['Probable: 2 different links of the email were clicked within 5 seconds.'],
  runs: [],
}

function open({ role = 'marketer' as Role, records = [record, suspected], refusal = '' } = {}) {
  const calls: { name: string; input: unknown }[] = []
  const decide = (name: string, answer: unknown) => (input: unknown) => {
    calls.push({ name, input })
    if (refusal) throw new Refusal('conflict', refusal)
    return answer
  }
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role }}>
      <InspectorPage />
    </CurrentUserProvider>,
    {
      'holds.list': ({ reason, state }: { reason?: string; state?: string }) => ({
        items:
          state === 'decided'
            ? [{ ...record, state: 'released', decided: { by: 'Grace', at: new Date() } }]
            : records.filter((each) => !reason || each.reason === reason),
        next: null,
      }),
      'holds.windows': () => [
        {
          id: 'k',
          channel: 'clicks',
          n: 6,
          limit: 5,
          most: 5,
          start: new Date(Date.now() - 60_000),
          until: new Date(Date.now() + 240_000),
          ip: '192.0.2.1',
          prospect: record.prospect,
          visitorId: null,
          host: { kind: 'link', id: 'l1', name: 'Offer' },
          trippedBy: 'e6',
        },
      ],
      'holds.release': decide('release', { released: 1 }),
      'holds.discard': decide('discard', { discarded: 2 }),
    },
  )
  return { calls, user: userEvent.setup() }
}

test('what is held shows when, who, what and why, and a release says first what it will do (N10)', async () => {
  const { calls, user } = open()
  const row = (await screen.findByText('Clicked “Offer”')).closest('tr') as HTMLElement // rows hold their cells
  expect(within(row).getByText('Ada Lovelace')).toBeInTheDocument()
  expect(within(row).getByText('192.0.2.1')).toBeInTheDocument()
  expect(within(row).getByText('Spam')).toBeInTheDocument()
  expect(within(row).getByText('Would run: Welcome, version 3')).toBeInTheDocument()
  await user.click(within(row).getByRole('button', { name: 'Release' }))
  const dialog = await screen.findByRole('alertdialog')
  expect(dialog).toHaveTextContent(
    'Will run as if it happened then, with score 5: version 3 of Welcome: added tag “hot”.',
  )
  expect(calls).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: 'Release' }))
  await waitFor(() => expect(calls).toEqual([{ name: 'release', input: { ids: ['e1'] } }]))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument())
})

test('several are discarded at once, after a question', async () => {
  const { calls, user } = open()
  await user.click(await screen.findByRole('checkbox', { name: 'Select all that are shown' }))
  expect(screen.getByRole('status')).toHaveTextContent('2 selected')
  const [discardAll] = screen.getAllByRole('button', { name: 'Discard' })
  await user.click(discardAll as HTMLElement) // it stands above the rows
  const dialog = await screen.findByRole('alertdialog', { name: 'Discard these 2?' })
  expect(dialog).toHaveTextContent('This cannot be taken back')
  await user.click(within(dialog).getByRole('button', { name: 'Discard' }))
  await waitFor(() => expect(calls).toEqual([{ name: 'discard', input: { ids: ['e1', 'e2'] } }]))
})

test('a refusal stays in the question', async () => {
  const { user } = open({ refusal: 'The workflow is still paused.' })
  await user.click((await screen.findAllByRole('button', { name: 'Release' }))[0] as HTMLElement) // of the first row
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Release' }))
  expect(await screen.findByText('The workflow is still paused.')).toBeInTheDocument()
})

test('it is filtered by reason', async () => {
  window.history.replaceState(null, '', '/inspector?reason=suspected')
  open()
  expect(await screen.findByText('Clicked “Plans”')).toBeInTheDocument()
  expect(screen.getByText(/2 different links of the email/)).toBeInTheDocument()
  expect(screen.queryByText('Clicked “Offer”')).not.toBeInTheDocument()
})

test('a viewer looks, and decides nothing', async () => {
  open({ role: 'viewer' })
  expect(await screen.findByText('Clicked “Offer”')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Release' })).not.toBeInTheDocument()
  expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
})

test('open windows show their count, whose it is, the seconds left and what was too many', async () => {
  window.history.replaceState(null, '', '/inspector?tab=windows')
  open()
  const row = (await screen.findByText('6 of 5')).closest('tr') as HTMLElement // rows hold their cells
  expect(within(row).getByText('Ada Lovelace')).toBeInTheDocument()
  expect(within(row).getByText('Offer')).toBeInTheDocument()
  expect(within(row).getByText(/^2[34]\d$/)).toBeInTheDocument()
  expect(within(row).getByRole('link', { name: '1 held' })).toHaveAttribute('title', 'The first was event e6')
})

test('decisions show who made them', async () => {
  window.history.replaceState(null, '', '/inspector?tab=decided')
  open()
  expect(await screen.findByText('Grace')).toBeInTheDocument()
  expect(screen.getByText('Released')).toBeInTheDocument()
})

test('nothing held says what would appear', async () => {
  open({ records: [] })
  expect(await screen.findByText('Nothing is held')).toBeInTheDocument()
})
