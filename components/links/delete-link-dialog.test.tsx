import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { DeleteLinkDialog } from './delete-link-dialog'

afterEach(() => vi.unstubAllGlobals())

test.each([
  [null, 'track'],
  ['Stop tracking', 'redirect'],
  ['Answer “410 Gone”', 'gone'],
])('?16: sent URLs do what was chosen: %s', async (choice, afterDeletion) => {
  const removed = vi.fn()
  renderWithServer(<DeleteLinkDialog link={{ id: 'l1', name: 'Plans' }} isOpen onOpenChange={() => {}} />, {
    'links.usage': () => ({ workflows: [], messages: [] }),
    'links.remove': (input: unknown) => removed(input) ?? null,
  })
  if (choice) await userEvent.click(screen.getByRole('radio', { name: choice }))
  await userEvent.click(screen.getByRole('button', { name: 'Delete link' }))
  await waitFor(() => expect(removed).toHaveBeenCalledExactlyOnceWith({ id: 'l1', afterDeletion }))
})

test('?16: what would miss the link is named before it is deleted', async () => {
  renderWithServer(<DeleteLinkDialog link={{ id: 'l1', name: 'Plans' }} isOpen onOpenChange={() => {}} />, {
    'links.usage': () => ({
      workflows: [
        { id: 'w1', name: 'Trial' },
        { id: 'w2', name: 'Fair' },
      ],
      messages: [{ id: 'm1', name: 'Welcome' }],
    }),
  })
  expect(await screen.findByText('Used by 2 live workflows and 1 email')).toBeInTheDocument()
  expect(screen.getByText('Trial')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Welcome' })).toHaveAttribute('href', '/emails/m1')
})
