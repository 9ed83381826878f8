import { expect, test } from 'vitest'
import { bindLinks } from './bind-links'
import { findAnchors } from './find-anchors'

const a = 'a'.repeat(24)
const b = 'b'.repeat(24)

function counter() {
  let n = 0
  return () => (++n).toString(16).padStart(24, '0')
}
const first = '1'.padStart(24, '0')
const second = '2'.padStart(24, '0')

const bind = (html: string, more: Partial<Parameters<typeof bindLinks>[0]> = {}) =>
  bindLinks({ html, newId: counter(), ...more })

test('a link without an id gets one and nothing else in the HTML changes', () => {
  const html = `<P  class='x'>5 &lt; 6 &nbsp;<A\n HREF='https://a.example/x?p=1&amp;q=2' >Go <b>now</b></A><br/></P>\n`
  const bound = bind(html)
  expect(bound.html).toBe(html.replace('<A', `<A data-link-id="${first}"`))
  expect(bound.links).toEqual([
    { id: first, label: 'Go now', destination: 'https://a.example/x?p=1&q=2', type: 'url' },
  ])
})

test('binding twice changes nothing the second time', () => {
  const once = bind('<a href="https://a.example">A</a> <a href="tel:+4930">B</a>')
  expect(bind(once.html)).toEqual(once)
})

test('a link keeps its id when its destination and its words change (?14)', () => {
  const { links } = bind(`<a href="https://new.example/" data-link-id="${a}">New words</a>`)
  expect(links).toEqual([{ id: a, label: 'New words', destination: 'https://new.example/', type: 'url' }])
})

test('the second use of an id gets one of its own', () => {
  const bound = bind(
    `<a data-link-id="${a}" href="https://x.example">1</a><a href=https://y.example data-link-id='${a}'>2</a>`,
  )
  expect(bound.links.map(({ id }) => id)).toEqual([a, first])
  expect(bound.html).toContain(`<a href=https://y.example data-link-id="${first}">2</a>`)
})

test('an id of another email and a made-up id are replaced', () => {
  const bound = bind(
    `<a data-link-id="${a}" href="https://x.example">1</a><a data-link-id="hello" href="https://y.example">2</a>`,
    {
      isTaken: (id) => id === a,
    },
  )
  expect(bound.links.map(({ id }) => id)).toEqual([first, second])
  expect(bound.html).not.toContain(a)
})

test('HTML that comes back without ids finds them again by destination, each once', () => {
  const previous = [
    { id: a, destination: 'https://x.example' },
    { id: b, destination: 'https://y.example' },
  ]
  const html =
    '<a href="https://y.example">y</a><a href="https://x.example">x</a><a href="https://x.example">again</a>'
  expect(bind(html, { previous }).links.map(({ id }) => id)).toEqual([b, a, first])
})

test('the tracked URL of a redirect link is bound to that link, also twice (IR-2)', () => {
  const bound = bind(
    '<a href="https://t.example/r/spring">1</a> <a href="https://t.example/r/spring">2</a>',
    {
      trackedLink: (address) =>
        address.endsWith('/r/spring') ? { id: b, destination: 'https://shop.example/' } : undefined,
    },
  )
  expect(bound.links).toEqual([{ id: b, label: '1', destination: 'https://shop.example/', type: 'url' }])
  expect(findAnchors(bound.html).map(({ attributes }) => attributes.get('data-link-id')?.value)).toEqual([
    b,
    b,
  ])
})

test.each([
  ['tel:+49301234', 'phone'],
  ['sms:+49301234', 'phone'],
  ['mailto:a@b.example?subject=Hi', 'email'],
  ['http://a.example', 'url'],
  ['HTTPS://a.example', 'url'],
])('%s is a link of type %s', (href, type) => {
  expect(bind(`<a href="${href}">x</a>`).links[0]?.type).toBe(type)
})

test('a web address can be declared a landing page (?8)', () => {
  expect(bind('<a data-link-type="landing-page" href="https://a.example">x</a>').links[0]?.type).toBe(
    'landing-page',
  )
})

test.each([
  ['javascript:alert(1)', /“javascript:” addresses cannot/],
  ['JaVa&#x0A;Script:alert(1)', /“javascript:” addresses cannot/],
  [' \u0001javascript:alert(1)', /“javascript:” addresses cannot/],
  ['data:text/html,x', /“data:” addresses cannot/],
  ['vbscript:x', /“vbscript:” addresses cannot/],
  ['file:///etc/passwd', /“file:” addresses cannot/],
  ['', /Give the link an address/],
  ['www.example.com', /start it with https:/],
  ['/path', /start it with https:/],
  ['//evil.example', /start it with https:/],
  ['https://', /full address/],
  ['https://user:secret@a.example', /user name and password/],
  ['https://a\u200b.example', /invisible characters/],
  ['https://a.example/?e={{ email }}', /merge field/],
])('the address %s is a problem that says what to do (?18)', (href, message) => {
  const bound = bind(`<a href="${href}">words</a>`)
  expect(bound.problems).toEqual([
    { code: 'bad-address', label: 'words', message: expect.stringMatching(message) },
  ])
  expect(bound.links).toEqual([])
})

test('in-page anchors, named anchors and the unsubscribe field are left alone', () => {
  const html = '<a name="top">t</a><a href="#top">up</a><a href="{{ unsubscribeUrl }}">leave</a>'
  expect(bind(html)).toEqual({ html, links: [], problems: [] })
})

test('anchors in comments and styles are not links', () => {
  const html = '<!-- <a href="https://x.example">x</a> --><style>/* <a href="https://y.example"> */</style>'
  expect(bind(html)).toEqual({ html, links: [], problems: [] })
})

test('a picture that is a link is labelled by its alternative text', () => {
  expect(
    bind('<a href="https://x.example"><img alt="Spring  sale" src="https://i.example/a.png"></a>').links[0]
      ?.label,
  ).toBe('Spring sale')
})
