import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fillBrowserGaps } from '@/components/editor/testing/fill-browser-gaps'
import { renderWithServer } from '@/components/testing/fake-server'
import { NotificationBell } from './notification-bell'

beforeEach(fillBrowserGaps)
afterEach(() => vi.unstubAllGlobals())

function open(messages: string[]) {
  let readAt: Date | null = null
  const item = (message: string) => ({
    id: message,
    message,
    prospect: { id: 'p1', name: 'Eve' },
    createdAt: new Date(),
    readAt,
  })
  const read: unknown[] = []
  renderWithServer(<NotificationBell />, {
    'notifications.unread': () => ({ count: readAt ? 0 : messages.length }),
    'notifications.list': () => ({ items: messages.map(item), next: null }),
    'notifications.markRead': (input: unknown) => {
      read.push(input)
      readAt = new Date()
    },
  })
  return { read, user: userEvent.setup() }
}

test('the bell tells how many are new; the list leads to the prospects, and all can be marked as read', async () => {
  const { user, read } = open(['Eve asked for a call', 'Eve clicked'])
  await user.click(await screen.findByRole('button', { name: 'Notifications, 2 not read' }))
  expect(await screen.findByRole('link', { name: /Eve asked for a call/ })).toHaveAttribute(
    'href',
    '/prospects/p1',
  )
  await user.click(screen.getByRole('button', { name: 'Mark all as read' }))
  await waitFor(() => expect(screen.queryByText('Not read:')).not.toBeInTheDocument())
  expect(read).toEqual([{ ids: null }])
})

test('without any, it says where they come from', async () => {
  const { user } = open([])
  await user.click(screen.getByRole('button', { name: 'Notifications' }))
  expect(await screen.findByText(/Notify user/)).toBeInTheDocument()
})
