import { expect, test } from 'vitest'
import { readTrackingPath } from './tracking-path'

test.each([
  ['/r/spring', 'slug', 'spring', null, '/r/spring'],
  ['/r/spring/', 'slug', 'spring', null, '/r/spring'],
  ['/r/spring/AbC-_1', 'slug', 'spring', 'AbC-_1', '/r/spring'],
  ['/r/spring?u=https://evil.example/x', 'slug', 'spring', null, '/r/spring'],
  ['/r/spring/AbC?utm_source=x/y', 'slug', 'spring', 'AbC', '/r/spring'],
  ['/r/spring%20sale/AbC', 'slug', 'spring sale', 'AbC', '/r/spring%20sale'],
  ['/r/%zz', 'slug', '%zz', null, '/r/%zz'],
  ['/r/spring/AbC/more', 'slug', 'spring', 'AbC/more', '/r/spring'],
  ['/redirect/65f0', 'id', '65f0', null, '/redirect/65f0'],
  ['/redirect/65f0/session-1', 'id', '65f0', 'session-1', '/redirect/65f0'],
])('%s', (url, by, value, rest, path) => {
  expect(readTrackingPath(url)).toEqual({ key: { by, value }, rest, path })
})

test.each(['/', '/r', '/r/', '/r//token', '/r/?x', '/redirect', '/redirect/', '/links/r/x', '/R/x'])(
  '%s is no tracking address',
  (url) => expect(readTrackingPath(url)).toBeNull(),
)
