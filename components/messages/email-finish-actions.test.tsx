import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { renderWithServer } from '@/components/testing/fake-server'
import { noReferences } from '@/workflows/references'
import { EmailFinishActions } from './email-finish-actions'

vi.mock('@/components/shell/use-url-state', async () => {
  const { useState } = await import('react')
  return { useUrlState: () => useState<string | null>(null) }
})
afterEach(() => vi.unstubAllGlobals())

test('IF-11, IF-13: an email has lists for click, open and unsubscribe; one is shown at a time', async () => {
  const asked: unknown[] = []
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'a@example.com', name: 'Ada', role: 'admin' }}>
      <EmailFinishActions id="m1" />
    </CurrentUserProvider>,
    {
      'workflows.references': () => ({ ...noReferences, tags: [], fields: [] }),
      'finishActions.get': ({ host }: { host: { on: string } }) => {
        asked.push(host)
        return {
          items: [
            {
              id: 'a',
              name: `Runs on ${host.on}`,
              type: 'add-tags',
              config: { tags: ['x'] },
              criteria: null,
            },
          ],
          version: 1,
          publishedAt: new Date(),
          publishedBy: 'Ada',
          revision: 2,
          isOver: false,
          problems: [],
          warnings: [],
          rules: { areWebhooksOnLinks: false },
        }
      },
    },
  )
  expect(await screen.findByText('Runs on click')).toBeInTheDocument()
  expect(screen.getByText(/clicks a link in this email, in its HTML or its text version/)).toBeInTheDocument()
  await userEvent.click(screen.getByRole('combobox', { name: 'Finish Actions' }))
  await userEvent.click(await screen.findByRole('option', { name: 'On unsubscribe' }))
  expect(await screen.findByText('Runs on unsubscribe')).toBeInTheDocument()
  await waitFor(() => expect(asked).toContainEqual({ kind: 'message', id: 'm1', on: 'unsubscribe' }))
})
