import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fillBrowserGaps } from '@/components/editor/testing/fill-browser-gaps'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { Role } from '@/server/auth/roles'
import type { Task } from './task-row'
import { TasksPage } from './tasks-page'

vi.mock('next/navigation', () => ({
  usePathname: () => '/tasks',
  useSearchParams: () => new URLSearchParams(window.location.search),
}))
beforeEach(fillBrowserGaps)
afterEach(() => {
  vi.unstubAllGlobals()
  window.history.replaceState(null, '', '/')
})

const task: Task = {
  id: 't1',
  title: 'Call Eve',
  prospectId: 'p1',
  prospect: { id: 'p1', name: 'Eve', email: null },
  ownerId: 'u',
  owner: { id: 'u', name: 'Ada' },
  dueAt: new Date(Date.now() - 2 * 86_400_000 - 60_000),
  isOverdue: true,
  completedAt: null,
  completedBy: null,
  createdBy: 'workflow:w',
  runId: 'r1',
  createdAt: new Date(),
  updatedAt: new Date(),
}

function open({ tasks = [task], role = 'marketer' as Role, create = () => task as unknown } = {}) {
  const asked: unknown[] = []
  const changed: unknown[] = []
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role }}>
      <TasksPage />
    </CurrentUserProvider>,
    {
      'tasks.list': (input: unknown) => {
        asked.push(input)
        return { items: tasks, next: null }
      },
      'tasks.update': (input: unknown) => {
        changed.push(input)
        return { ...task, completedAt: new Date() }
      },
      'tasks.create': (input: unknown) => {
        changed.push(input)
        return create()
      },
      'users.names': () => [{ id: 'u', name: 'Ada', email: 'ada@example.com' }],
      'prospects.list': () => ({ items: [], next: null }),
    },
  )
  return { asked, changed, user: userEvent.setup() }
}

test('one’s own open tasks come first: what, about whom, and how long it has been due', async () => {
  const { asked } = open()
  expect(await screen.findByText('Call Eve')).toBeInTheDocument()
  expect(asked).toMatchObject([{ status: 'open', ownerId: 'u' }])
  expect(screen.getByRole('link', { name: 'Eve' })).toHaveAttribute('href', '/prospects/p1')
  expect(screen.getByText(/Overdue: was due/)).toHaveTextContent('Overdue: was due 2 days ago')
})

test('one click completes a task', async () => {
  const { user, changed } = open()
  await user.click(await screen.findByRole('checkbox', { name: 'Complete “Call Eve”' }))
  await waitFor(() => expect(changed).toEqual([{ id: 't1', isDone: true }]))
})

test('nothing to do says what to expect; a viewer is offered no change', async () => {
  open({ tasks: [], role: 'viewer' })
  expect(await screen.findByText('Nothing to do for you')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Create task' })).not.toBeInTheDocument()
})

test('a viewer cannot tick', async () => {
  open({ role: 'viewer' })
  expect(await screen.findByRole('checkbox')).toBeDisabled()
})

test('a new task is one’s own unless it is given to somebody; a refusal stands in the form', async () => {
  const { user, changed } = open({
    create: () => {
      throw new Refusal('invalid-input', 'This user has no account.', [
        { field: 'ownerId', message: 'Choose somebody with an account' },
      ])
    },
  })
  await user.click(screen.getByRole('button', { name: 'Create task' }))
  await user.type(screen.getByLabelText('Title'), 'Write to Bob')
  await user.click(screen.getAllByRole('button', { name: 'Create task' }).at(-1) ?? document.body)
  expect(await screen.findByText('Choose somebody with an account')).toBeInTheDocument()
  expect(changed).toEqual([{ title: 'Write to Bob', dueAt: null, ownerId: 'u', prospectId: null }])
})
