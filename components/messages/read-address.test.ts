import { expect, test } from 'vitest'
import { readAddress } from './read-address'

test.each([
  ['https://a.example/x?y=1#z', 'https://a.example/x?y=1#z'],
  ['example.com/plans', 'https://example.com/plans'],
  ['example.com:8080', 'https://example.com:8080'],
  ['localhost:3000/r/x', 'https://localhost:3000/r/x'],
  ['ada@example.com', 'mailto:ada@example.com'],
  ['+49 (30) 123-456', 'tel:+4930123456'],
  ['tel:112', 'tel:112'],
  ['{{unsubscribeUrl}}', '{{ unsubscribeUrl }}'],
])('%s is taken as %s', (typed, href) => {
  expect(readAddress(typed)).toEqual({ ok: true, href })
})

test.each([
  ['', /Enter an address/],
  ['hello world', /not a web address/],
  ['hello', /not a web address/],
  ['https://', /not a web address/],
  ['javascript:alert(1)', /“javascript:” cannot be linked/],
  ['https://u:p@a.example', /user name and password/],
  ['https://a.example/{{ email }}', /merge field/],
])('“%s” is refused with what to do', (typed, message) => {
  expect(readAddress(typed)).toEqual({ ok: false, message: expect.stringMatching(message) })
})
