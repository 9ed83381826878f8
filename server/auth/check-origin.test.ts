import { expect, test } from 'vitest'
import { checkOrigin } from './check-origin'

test.each([
  ['our own origin', { origin: 'http://localhost:3000', host: 'localhost:3000' }, true],
  ['the host that was asked', { origin: 'http://192.0.2.1:3000', host: '192.0.2.1:3000' }, true],
  ['no browser', { host: 'localhost:3000' }, true],
  ['a foreign page', { origin: 'https://evil.example', host: 'localhost:3000' }, false],
  ['a page without origin', { origin: 'null', host: 'localhost:3000' }, false],
  ['a foreign page that hides its origin', { 'sec-fetch-site': 'cross-site', host: 'localhost:3000' }, false],
])('a change from %s', (_from, headers, isAllowed) => {
  const check = () => checkOrigin(new Headers(headers))
  if (isAllowed) expect(check).not.toThrow()
  else expect(check).toThrow(expect.objectContaining({ code: 'forbidden' }))
})
