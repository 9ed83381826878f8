import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fillBrowserGaps } from '@/components/editor/testing/fill-browser-gaps'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { Role } from '@/server/auth/roles'
import { ListPage } from './list-page'

const push = vi.fn()
vi.mock('next/navigation', () => ({
  usePathname: () => '/lists/l1',
  useRouter: () => ({ push }),
  useSearchParams: () => new URLSearchParams(window.location.search),
}))
beforeEach(fillBrowserGaps)
afterEach(() => {
  vi.unstubAllGlobals()
  push.mockReset()
})

const eve = {
  id: 'p1',
  name: 'Eve',
  email: 'eve@example.com',
  organization: '',
  score: 3,
  joinedAt: new Date(),
}

function open({ role = 'marketer' as Role, remove = () => undefined as unknown } = {}) {
  let members = [eve]
  const changed: unknown[] = []
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role }}>
      <ListPage id="l1" />
    </CurrentUserProvider>,
    {
      'lists.get': () => ({
        id: 'l1',
        name: 'News',
        description: 'Once a month',
        kind: 'static',
        criteria: null,
        filling: null,
        memberCount: members.length,
        createdAt: new Date(),
        updatedAt: new Date(),
      }),
      'lists.members': () => ({ items: members, next: null }),
      'lists.addMembers': (input: unknown) => {
        changed.push(input)
        return { changed: 1 }
      },
      'lists.removeMembers': (input: unknown) => {
        changed.push(input)
        members = []
        return { changed: 1 }
      },
      'lists.remove': () => remove(),
      'prospects.list': () => ({
        items: [{ id: 'p2', firstName: 'Bo', lastName: '', organization: '', email: 'bo@example.com' }],
        next: null,
      }),
    },
  )
  return { changed, user: userEvent.setup() }
}

test('who is on the list is shown, and taken off with one click; then it says how to go on', async () => {
  const { user, changed } = open()
  expect(await screen.findByText('1 prospect')).toBeInTheDocument()
  await user.click(await screen.findByRole('button', { name: 'Take Eve off this list' }))
  expect(await screen.findByText('Nobody is on this list yet')).toBeInTheDocument()
  expect(changed).toEqual([{ id: 'l1', prospectIds: ['p1'] }])
})

test('prospects are chosen and added', async () => {
  const { user, changed } = open()
  await user.click(await screen.findByRole('button', { name: 'Add prospects' }))
  await user.click(await screen.findByRole('combobox', { name: /Prospects/ }))
  await user.click(await screen.findByRole('option', { name: /Bo/ }))
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Add to list' }))
  await waitFor(() => expect(changed).toEqual([{ id: 'l1', prospectIds: ['p2'] }]))
})

test('a list in use is not deleted, and the dialog says by what it is used', async () => {
  const { user } = open({
    remove: () => {
      throw new Refusal('conflict', '“News” is used by “Welcome”.')
    },
  })
  await user.click(await screen.findByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }))
  await user.click(await screen.findByRole('button', { name: 'Delete list' }))
  expect(await screen.findByText('“News” is used by “Welcome”.')).toBeInTheDocument()
  expect(push).not.toHaveBeenCalled()
})

test('a viewer sees the list and is offered no change', async () => {
  open({ role: 'viewer' })
  expect(await screen.findByRole('link', { name: 'Eve' })).toHaveAttribute('href', '/prospects/p1')
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})
