import { expect, test } from 'vitest'
import { defaultSettings } from '../settings/settings'
import { useTestDatabase } from '../testing/database'
import { countInWindows } from './count-in-windows'
import type { CountedEvent } from './counted-event'

useTestDatabase()

const t0 = Date.parse('2026-03-01T10:00:00Z')
const event = (id: string, seconds: number, more: Partial<CountedEvent> = {}): CountedEvent => ({
  id,
  at: new Date(t0 + seconds * 1000),
  channel: 'clicks',
  host: { kind: 'link', id: 'offer' },
  who: 'ada',
  ip: '192.0.2.1',
  ...more,
})

test('six', async () => {
  const counts = await countInWindows(
    [1, 2, 3, 4, 5, 6].map((n) => event(`e${n}`, n)),
    defaultSettings,
  )
  expect([...counts.values()].map(({ n, isSuppressed, isMarked }) => [n, isSuppressed, isMarked])).toEqual([
    [1, false, false],
    [2, false, false],
    [3, false, false],
    [4, false, false],
    [5, false, true],
    [6, true, true],
  ])
  const again = await countInWindows(
    [event('e3', 3), event('x', 301.1), event('y', 300.999)],
    defaultSettings,
  )
  expect([...again.values()].map(({ n }) => n)).toEqual([3, 1, 7])
})
