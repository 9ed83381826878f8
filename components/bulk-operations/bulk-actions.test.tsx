import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { Role } from '@/server/auth/roles'
import { BulkActions } from './bulk-actions'

const selection = { all: true as const, search: 'ada' }
const started = {
  id: 'op',
  kind: 'prospects.change',
  title: 'Add tags “vip”',
  startedBy: 'u',
  state: 'done',
  progress: { done: 412, total: 412 },
  counts: { changed: 380, unchanged: 32 },
  failure: null,
  createdAt: new Date(),
  startedAt: new Date(),
  finishedAt: new Date(),
  files: { result: null, errors: null },
}

function open({ role = 'marketer' as Role, start = () => ({ id: 'op' }) as unknown } = {}) {
  const asked: unknown[] = []
  const onDone = vi.fn()
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role }}>
      <BulkActions selection={selection} count={412} onDone={onDone} />
    </CurrentUserProvider>,
    {
      'bulkOperations.previewChange': () => ({ total: 412, changing: 380 }),
      'bulkOperations.startChange': (input: unknown) => {
        asked.push(input)
        return start()
      },
      'bulkOperations.get': () => started,
    },
  )
  return { asked, onDone, user: userEvent.setup() }
}

async function choose(user: ReturnType<typeof userEvent.setup>, entry: string) {
  await user.click(screen.getByRole('button', { name: 'Actions' }))
  await user.click(await screen.findByRole('menuitem', { name: entry }))
}

test('tags are added after a preview that says how many change, and the result is told', async () => {
  const { user, asked, onDone } = open()
  await choose(user, 'Add tags…')
  expect(screen.getByRole('button', { name: 'Add tags' })).toBeDisabled()
  await user.type(await screen.findByLabelText('Tags'), 'vip{Enter}')
  expect(
    await screen.findByText('412 prospects; 380 will change, 32 already are like that'),
  ).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Add tags' }))
  expect(await screen.findByText('380 changed · 32 unchanged')).toBeInTheDocument()
  expect(asked).toEqual([{ selection, action: { type: 'add-tags', tags: ['vip'] } }])
  const closing = screen.getAllByRole('button', { name: 'Close' })
  await user.click(closing.at(-1) ?? document.body)
  await waitFor(() => expect(onDone).toHaveBeenCalled())
})

test('nobody is erased before the word is typed', async () => {
  const { user, asked } = open()
  await choose(user, 'Erase…')
  const erase = await screen.findByRole('button', { name: 'Erase prospects' })
  expect(erase).toBeDisabled()
  await user.type(screen.getByLabelText('Type “erase” to confirm'), 'erase')
  await user.click(erase)
  await waitFor(() => expect(asked).toEqual([{ selection, action: { type: 'erase' } }]))
})

test('a refusal stands in the dialog; a viewer is offered nothing', async () => {
  const { user } = open({
    start: () => {
      throw new Refusal('unprocessable', 'Choose another list.')
    },
  })
  await choose(user, 'Remove tags…')
  await user.type(await screen.findByLabelText('Tags'), 'old{Enter}')
  await user.click(screen.getByRole('button', { name: 'Remove tags' }))
  expect(await screen.findByText('Choose another list.')).toBeInTheDocument()
})

test('a viewer is offered nothing', () => {
  open({ role: 'viewer' })
  expect(screen.queryByRole('button', { name: 'Actions' })).not.toBeInTheDocument()
})
