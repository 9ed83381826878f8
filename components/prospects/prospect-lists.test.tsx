import { screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { renderWithServer } from '@/components/testing/fake-server'
import { ProspectLists } from './prospect-lists'

afterEach(() => vi.unstubAllGlobals())

test('a list by criteria is shown and leads to it, but nobody is taken off it by hand', async () => {
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role: 'marketer' }}>
      <ProspectLists prospectId="p1" listIds={['hand', 'hot']} />
    </CurrentUserProvider>,
    {
      'lists.list': () => ({
        items: [
          { id: 'hand', name: 'Fair', kind: 'static' },
          { id: 'hot', name: 'Hot ones', kind: 'criteria' },
          { id: 'cold', name: 'Cold ones', kind: 'criteria' },
        ],
        next: null,
      }),
    },
  )
  expect(await screen.findByRole('button', { name: 'Remove Fair' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Hot ones/ })).toHaveAttribute('href', '/lists/hot')
  expect(screen.queryByRole('button', { name: /Remove Hot/ })).not.toBeInTheDocument()
  expect(screen.queryByText(/Cold ones/)).not.toBeInTheDocument()
})
