import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { renderWithServer } from '@/components/testing/fake-server'
import type { DeliveryRecord } from '@/server/webhooks/delivery-record'
import { DeliveryPage } from './delivery-page'

afterEach(() => vi.unstubAllGlobals())

const at = new Date()
const delivery: DeliveryRecord = {
  id: 'e1',
  prospectId: 'p1',
  prospectName: 'Ada Lovelace',
  runId: 'r1',
  workflowId: 'w1',
  nodeId: 'n1',
  stepId: null,
  url: 'https://example.com/hook',
  host: 'example.com',
  method: 'POST',
  headers: { 'webhook-id': 'e1', Authorization: '••••••' },
  body: '{"a":1}',
  state: 'failed',
  reason: 'The server refused it (400)',
  attempts: [{ at, status: 400, error: null, durationMs: 12, answer: '<script>alert(1)</script>' }],
  until: at,
  nextAt: null,
  createdAt: at,
}

function open(changes: Partial<DeliveryRecord> = {}, role: 'viewer' | 'marketer' = 'marketer') {
  const resent: unknown[] = []
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role }}>
      <DeliveryPage id="e1" />
    </CurrentUserProvider>,
    {
      'webhooks.get': () => ({ ...delivery, ...changes }),
      'webhooks.resend': (input: unknown) => {
        resent.push(input)
      },
    },
  )
  return { resent, user: userEvent.setup() }
}

test('IF-5: a webhook shows request, attempts and answers as text, with secrets masked', async () => {
  open()
  expect(await screen.findByText('<script>alert(1)</script>')).toBeVisible()
  expect(screen.getByText('••••••')).toBeVisible()
  expect(screen.getByText(/The server refused it \(400\)/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Why it was fired' })).toHaveAttribute('href', '/runs/r1')
})

test('what has ended can be sent again, after asking', async () => {
  const { resent, user } = open()
  await user.click(await screen.findByRole('button', { name: 'Send again' }))
  expect(resent).toEqual([])
  await user.click(await screen.findByRole('button', { name: 'Send again' }))
  await waitFor(() => expect(resent).toEqual([{ id: 'e1' }]))
})

test.each([
  ['what is on its way', { state: 'waiting' as const }, 'marketer' as const],
  ['for viewers', {}, 'viewer' as const],
])('there is no button for sending again: %s', async (_what, changes, role) => {
  open(changes, role)
  expect(await screen.findByText(/webhook-id/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
})
