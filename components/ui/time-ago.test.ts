import { expect, test } from 'vitest'
import { relativeTime } from './time-ago'

const now = new Date('2026-01-10T12:00:00Z')
const ago = (seconds: number) => relativeTime(new Date(now.getTime() - seconds * 1000), now)

test.each([
  [0, 'just now'],
  [44, 'just now'],
  [45, '1 minute ago'],
  [119, '1 minute ago'],
  [120, '2 minutes ago'],
  [3 * 3600, '3 hours ago'],
  [86_400, 'yesterday'],
  [40 * 86_400, 'last month'],
  [-10, 'in a moment'],
  [-3 * 86_400, 'in 3 days'],
  [-3 * 86_400 + 500, 'in 3 days'],
])('%s seconds ago is “%s”', (seconds, text) => expect(ago(seconds)).toBe(text))
