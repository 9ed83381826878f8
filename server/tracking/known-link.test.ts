import { expect, test } from 'vitest'
import { knowLink, type LinkFields, locationHeader } from './known-link'

const link: LinkFields = {
  _id: 'a'.repeat(24),
  slug: 'spring',
  kind: 'redirect',
  destination: 'https://example.com/?a=1#top',
  utm: { source: 'mail', medium: '', campaign: '', term: '', content: '' },
  identity: 'token',
  messageId: null,
  updatedAt: new Date(),
  deletedAt: null,
  afterDeletion: null,
}

test('a link is known by its Tracked URL', () => {
  expect(knowLink(link)).toEqual({
    id: link._id,
    slug: 'spring',
    location: 'https://example.com/?a=1&utm_source=mail#top',
    knowsVisitors: false,
    messageId: null,
    carriesToken: false,
    handsOver: false,
    does: 'track',
  })
})

test.each([
  [null, 'track'],
  ['track', 'track'],
  ['redirect', 'redirect'],
  ['gone', 'gone'],
] as const)('?16: deleted with %s, a click does: %s', (afterDeletion, does) => {
  expect(knowLink({ ...link, deletedAt: new Date(), afterDeletion })?.does).toBe(does)
})

test.each(['tel:+4912345', 'mailto:ada@example.com', 'javascript:alert(1)', '', '//example.com', 'https://'])(
  'nothing redirects to %j',
  (destination) => expect(knowLink({ ...link, destination })).toBeNull(),
)

test.each([
  ['https://example.com/%7e?q=%e4&r=[1]#"x"', 'https://example.com/%7e?q=%e4&r=[1]#"x"'],
  ['http://example.com/a b?c=d e#f g', 'http://example.com/a%20b?c=d%20e#f%20g'],
  ['https://Bücher.example:8080/straße?ü#ä', 'https://xn--bcher-kva.example:8080/stra%C3%9Fe?%C3%BC#%C3%A4'],
  ['https://example.com/👍', 'https://example.com/%F0%9F%91%8D'],
  ['https://example.com/a\r\nSet-Cookie: x', 'https://example.com/a%0D%0ASet-Cookie:%20x'],
  ['https://example.com/\ud800', 'https://example.com/%EF%BF%BD'],
])('the Location of %j is %s', (url, header) => {
  expect(locationHeader(url)).toBe(header)
  expect(new URL(header).origin).toBe(new URL(url).origin)
})
