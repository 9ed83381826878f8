import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { EraseDialog } from './erase-dialog'

const push = vi.fn()
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))

afterEach(() => vi.unstubAllGlobals())

const ada = {
  ...emptyProspect,
  id: 'p1',
  firstName: 'Ada',
  lastActivityAt: null,
  createdAt: new Date(),
  updatedAt: new Date(),
}

test('erasing says what goes, and only happens once the word was typed', async () => {
  const erased = vi.fn()
  renderWithServer(<EraseDialog prospect={ada} isOpen onOpenChange={() => {}} />, {
    'prospects.erase': (input: unknown) => erased(input) ?? null,
  })
  const dialog = screen.getByRole('alertdialog', { name: 'Erase Ada?' })
  expect(dialog).toHaveTextContent(/name, address, fields, tags, score and consent/)
  const confirm = screen.getByRole('button', { name: 'Erase prospect' })
  expect(confirm).toBeDisabled()
  await userEvent.type(screen.getByLabelText('Type “erase” to confirm'), 'Erase')
  await userEvent.click(confirm)
  await waitFor(() => expect(push).toHaveBeenCalledWith('/prospects'))
  expect(erased).toHaveBeenCalledExactlyOnceWith({ id: 'p1' })
})
