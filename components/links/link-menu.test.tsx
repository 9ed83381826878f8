import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { LinkMenu } from './link-menu'
import type { ListedLink } from './listed-link'

vi.mock('@/components/shell/current-user', () => ({ useCanEdit: () => true }))

afterEach(() => vi.unstubAllGlobals())

// What the menu reads; the rest of a link does not matter to it.
const link = (kind: ListedLink['kind'], deletedAt: Date | null = null) =>
  ({ id: 'l1', name: 'Plans', kind, shortUrl: 's', trackedUrl: 't', deletedAt }) as ListedLink

async function itemsOf(shown: ListedLink): Promise<(string | null)[]> {
  renderWithServer(<LinkMenu link={shown} />, {})
  await userEvent.click(screen.getByRole('button', { name: 'More about Plans' }))
  return screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
}

test('IM-7: “...” at the end of the row of a custom link offers Copy Link and Delete', async () => {
  expect(await itemsOf(link('custom'))).toEqual([
    'Copy Link',
    'Copy Tracked URL',
    'QR code',
    'Edit',
    'Delete',
  ])
})

test('IM-7, IM-4: a link that the workspace keeps offers Copy Link and nothing else', async () => {
  expect(await itemsOf(link('auto'))).toEqual(['Copy Link'])
})

test('?16: a deleted link offers to be restored', async () => {
  expect(await itemsOf(link('redirect', new Date()))).toEqual([
    'Copy Link',
    'Copy Tracked URL',
    'QR code',
    'Restore',
  ])
})
