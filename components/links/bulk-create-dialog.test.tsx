import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import { BulkCreateDialog } from './bulk-create-dialog'

afterEach(() => vi.unstubAllGlobals())

const row = {
  row: 1,
  name: 'One',
  destination: 'https://example.com/1',
  slug: null,
  problem: null,
  duplicate: null,
}
const rows = [
  row,
  { ...row, row: 2, name: 'Two', destination: 'nonsense', problem: 'Enter a full address' },
  { ...row, row: 3, name: 'Three', duplicate: 'Same address as in row 1' },
]
const link = { ...row, trackedUrl: row.destination, shortUrl: 'https://go.example/r/one' }

test('a pasted list is previewed row by row, then made, and its short URLs can be taken along', async () => {
  const made: unknown[] = []
  renderWithServer(<BulkCreateDialog kind="custom" onClose={() => {}} />, {
    'links.checkMany': () => rows,
    'links.createMany': (input: { requestId: string }) => {
      made.push(input)
      if (made.length === 1) throw new Refusal('unavailable', 'The database did not answer.')
      return {
        created: 1,
        skipped: 2,
        rows: [{ ...row, link }, ...rows.slice(1).map((r) => ({ ...r, link: null }))],
      }
    },
  })
  await userEvent.click(screen.getByLabelText('Addresses'))
  await userEvent.paste('https://example.com/1\tOne')
  await userEvent.click(screen.getByRole('button', { name: 'Preview' }))
  expect(await screen.findByText('3 rows, 1 with a problem, 1 duplicate.')).toBeInTheDocument()
  const table = screen.getByRole('table', { name: 'Rows' })
  expect(within(table).getByText('Enter a full address')).toBeInTheDocument()
  expect(within(table).getByText('Duplicate: Same address as in row 1')).toBeInTheDocument()

  await userEvent.click(screen.getByRole('checkbox', { name: /Leave out rows/ }))
  expect(screen.getByRole('button', { name: 'Create 0 links' })).toBeDisabled()
  await userEvent.click(screen.getByRole('checkbox', { name: /Leave out rows/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Create 1 link' }))
  expect(await screen.findByText('The database did not answer.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Create 1 link' }))
  expect(await screen.findByText('1 link is ready; 2 left out.')).toBeInTheDocument()
  expect(screen.getByText('https://go.example/r/one')).toBeInTheDocument()
  const download = screen.getByRole('link', { name: 'Download CSV' }).getAttribute('href') ?? ''
  expect(decodeURIComponent(download)).toContain(
    'One,https://example.com/1,https://example.com/1,https://go.example/r/one',
  )
  expect(made).toEqual([made[1], made[1]])
  expect(made[0]).toMatchObject({
    kind: 'custom',
    onProblem: 'skip',
    onDuplicate: 'skip',
    requestId: expect.any(String),
  })
})
