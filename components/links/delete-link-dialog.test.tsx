import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { DeleteLinkDialog } from './delete-link-dialog'

afterEach(() => vi.unstubAllGlobals())

test.each([
  [null, 'track'],
  ['Keep redirecting, stop tracking', 'redirect'],
  ['Answer “410 Gone”', 'gone'],
])('?16: sent URLs do what was chosen: %s', async (choice, afterDeletion) => {
  const removed = vi.fn()
  renderWithServer(<DeleteLinkDialog link={{ id: 'l1', name: 'Plans' }} isOpen onOpenChange={() => {}} />, {
    'links.remove': (input: unknown) => removed(input) ?? null,
  })
  if (choice) await userEvent.click(screen.getByRole('radio', { name: choice }))
  await userEvent.click(screen.getByRole('button', { name: 'Delete link' }))
  await waitFor(() => expect(removed).toHaveBeenCalledExactlyOnceWith({ id: 'l1', afterDeletion }))
})
