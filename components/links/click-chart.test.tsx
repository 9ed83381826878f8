import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { ClickChart } from './click-chart'

afterEach(() => vi.unstubAllGlobals())

test('the chart says in words what it shows, and stands there as a table too; an empty day is a zero', async () => {
  const asked: { timeZone: string; range: string }[] = []
  renderWithServer(<ClickChart linkId="l1" />, {
    'links.series': (input: { timeZone: string; range: string }) => {
      asked.push(input)
      return {
        unit: 'day',
        timeZone: 'UTC',
        buckets: [
          { at: new Date('2026-03-01T12:00:00Z'), total: 5, human: 3, suspected: 1 },
          { at: new Date('2026-03-02T12:00:00Z'), total: 0, human: 0, suspected: 0 },
        ],
      }
    },
  })
  expect(
    await screen.findByRole('img', { name: '5 clicks in all: 3 human, 1 suspected bots; one bar a day.' }),
  ).toBeInTheDocument()
  expect(asked[0]).toMatchObject({
    range: '30d',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }))
  const cells = within(screen.getByRole('table', { name: 'Clicks over time' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    )
  expect(cells).toEqual([
    ['Mon, Mar 2, 2026', '0', '0', '0'],
    ['Sun, Mar 1, 2026', '3', '1', '5'],
  ])
})
