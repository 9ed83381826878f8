import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { MergeDialog } from './merge-dialog'

afterEach(() => vi.unstubAllGlobals())

const times = { lastActivityAt: null, createdAt: new Date(), updatedAt: new Date() }
const ada = { ...emptyProspect, ...times, id: 'a', firstName: 'Ada', email: 'ada@work.example', score: 3 }
const twin = {
  ...emptyProspect,
  ...times,
  id: 't',
  lastName: 'Lovelace',
  email: 'ada@home.example',
  phone: '0123',
  score: 5,
}

test('shows what differs side by side and what comes of it, and merges as chosen', async () => {
  const merged = vi.fn()
  const done = vi.fn()
  renderWithServer(<MergeDialog survivor={ada} isOpen onOpenChange={done} />, {
    'prospects.list': () => ({ items: [ada, twin], next: null }),
    'prospects.get': () => twin,
    'prospects.merge': (input: unknown) => merged(input) ?? { mergeId: 'm', prospect: ada },
  })
  await userEvent.click(screen.getByRole('combobox'))
  await userEvent.click(await screen.findByRole('option', { name: /Lovelace/ }))
  const result = await screen.findByRole('region', { name: 'Result' })
  expect(result).toHaveTextContent(/Ada Lovelace.*ada@work\.example.*0123.*5/)
  expect(screen.queryByRole('group', { name: 'Phone' })).toBeNull()
  const emails = within(screen.getByRole('group', { name: 'Email' }))
  await userEvent.click(emails.getByLabelText(/ada@home\.example/))
  await userEvent.click(within(screen.getByRole('group', { name: 'Score' })).getByLabelText(/Both together/))
  expect(result).toHaveTextContent(/ada@home\.example.*8/)
  await userEvent.click(screen.getByRole('button', { name: 'Merge prospects' }))
  await waitFor(() => expect(done).toHaveBeenCalledWith(false))
  expect(merged).toHaveBeenCalledExactlyOnceWith({
    id: 'a',
    otherId: 't',
    fields: { email: 'other' },
    score: 'sum',
  })
})

test('fields and owners that differ are shown by their names', async () => {
  const owned = (prospect: typeof ada | typeof twin, ownerId: string, isPaying: boolean) => ({
    ...prospect,
    ownerId,
    fields: { paying: isPaying },
  })
  renderWithServer(<MergeDialog survivor={owned(ada, 'u1', true)} isOpen onOpenChange={() => {}} />, {
    'prospects.list': () => ({ items: [twin], next: null }),
    'prospects.get': () => owned(twin, 'u2', false),
    'users.names': () => [
      { id: 'u1', name: 'Grace' },
      { id: 'u2', name: 'Hedy' },
    ],
    'fields.list': () => [
      { key: 'paying', label: 'Pays already?', type: 'boolean', options: [], isArchived: false },
    ],
  })
  await userEvent.click(screen.getByRole('combobox'))
  await userEvent.click(await screen.findByRole('option', { name: /Lovelace/ }))
  const owner = within(await screen.findByRole('group', { name: 'Owner' }))
  expect(await owner.findByLabelText(/Grace/)).toBeInTheDocument()
  expect(owner.getByLabelText(/Hedy/)).toBeInTheDocument()
  const paying = within(await screen.findByRole('group', { name: 'Pays already?' }))
  expect(paying.getByLabelText(/^yes/)).toBeInTheDocument()
  expect(paying.getByLabelText(/^no/)).toBeInTheDocument()
})

test('a prospect cannot be merged with itself, and a refusal is shown where it was asked', async () => {
  const refuse = () => {
    throw new Refusal('conflict', 'One of these prospects is being merged at this moment.')
  }
  renderWithServer(<MergeDialog survivor={ada} isOpen onOpenChange={() => {}} />, {
    'prospects.list': () => ({ items: [ada, twin], next: null }),
    'prospects.get': ({ id }: { id: string }) => (id === 'a' ? ada : twin),
    'prospects.merge': refuse,
  })
  const confirm = screen.getByRole('button', { name: 'Merge prospects' })
  expect(confirm).toBeDisabled()
  await userEvent.click(screen.getByRole('combobox'))
  await userEvent.click(await screen.findByRole('option', { name: /Ada/ }))
  expect(await screen.findByText('Choose somebody else than this prospect.')).toBeInTheDocument()
  expect(confirm).toBeDisabled()
  await userEvent.click(screen.getByRole('combobox'))
  await userEvent.click(await screen.findByRole('option', { name: /Lovelace/ }))
  await screen.findByRole('region', { name: 'Result' })
  await userEvent.click(confirm)
  expect(await screen.findByText(/is being merged at this moment/)).toBeInTheDocument()
})
