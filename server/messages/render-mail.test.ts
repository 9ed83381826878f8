import { expect, test } from 'vitest'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { readToken, tokenKeys } from '../tracking/token'
import { honeypotLinkId } from '../verdicts/honeypot-link-id'
import { mailAddresses } from './mail-addresses'
import { renderMail } from './render-mail'

const link = 'a'.repeat(24)
const prospectId = 'b'.repeat(24)
const messageId = 'c'.repeat(24)
const secret = 'a secret of more than thirty-two characters'
const trackingUrl = 'https://t.example'
const prospect = { ...emptyProspect, email: 'ada@example.com', firstName: 'Ada <3' }

const render = (html: string, subject = 'Hi {{ firstName }}') =>
  renderMail({
    message: { subject, html },
    prospect,
    addresses: mailAddresses({
      prospectId,
      messageId,
      senderId: null,
      sessionId: null,
      shared: new Map(),
      slugs: new Map([[link, 'plans']]),
      honeypotSlug: 'hidden',
      trackingUrl,
      secret,
    }),
  })

const tracked = /https:\/\/t\.example\/r\/plans\/([\w-]+)/g

test('a link carries a token for this recipient, this email and this link in HTML and text (IF-11)', () => {
  const mail = render(`<p>See <a href="https://a.example/plans" data-link-id="${link}">our plans</a>.</p>`)
  for (const part of [mail.html, mail.text]) {
    const tokens = [...part.matchAll(tracked)].map(([, token]) => token ?? '')
    expect(tokens).toHaveLength(1)
    expect(readToken(tokens[0] ?? '', link, tokenKeys(secret))).toMatchObject({
      recipientId: prospectId,
      messageId,
    })
    expect(part).not.toContain('https://a.example')
  }
  expect(mail.text).toMatch(/^See our plans https:\/\/t\.example\/r\/plans\/[\w-]+\.$/m)
  expect(mail.html).not.toContain('data-link-id')
})

test('words that are an address themselves do not lead around the tracking in the text part', () => {
  const { text } = render(`<p><a data-link-id="${link}" href="https://a.example">https://a.example</a></p>`)
  expect(text).toMatch(/^https:\/\/t\.example\/r\/plans\/[\w-]+\n/)
  expect(text).not.toContain('a.example')
})

test('phone and mail links stay as they are', () => {
  const mail = render('<a href="tel:+4930">call</a> <a href="mailto:a@b.example">a@b.example</a>')
  expect(mail.html).toContain('<a href="tel:+4930">call</a>')
  expect(mail.text).toMatch(/^call \+4930 a@b\.example\n/)
})

test('live values are escaped in the HTML and plain in subject and text (?6)', () => {
  const mail = render('<h1>Dear {{ firstName }}</h1><p>x</p>')
  expect(mail.subject).toBe('Hi Ada <3')
  expect(mail.html).toContain('<h1>Dear Ada &lt;3</h1>')
  expect(mail.html).toContain('<title>Hi Ada &lt;3</title>')
  expect(mail.text).toMatch(/^Dear Ada <3\n/)
})

test('every mail has a way to leave: in both parts and for the mail program (RFC 8058)', () => {
  const mail = render('<p>x</p>')
  const url = /<(https:\/\/t\.example\/u\/([\w-]+))>/.exec(mail.headers['List-Unsubscribe'] ?? '')
  expect(readToken(url?.[2] ?? '', 'unsubscribe', tokenKeys(secret))?.recipientId).toBe(prospectId)
  expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(mail.html).toContain(`<a href="${url?.[1]}">Unsubscribe</a>`)
  expect(mail.text).toContain(`Unsubscribe: ${url?.[1]}`)
})

test('an author who places the unsubscribe link gets no second one', () => {
  const mail = render('<p>x <a href="{{ unsubscribeUrl }}">leave</a></p>')
  expect(mail.html.match(/\/u\//g)).toHaveLength(1)
  expect(mail.text.match(/\/u\//g)).toHaveLength(1)
})

test('nothing of the HTML changes besides the addresses and our attributes', () => {
  const body = `<P  CLASS='x'>a &nbsp;<A  HREF='https://a.example' data-link-id="${link}">b</A>\n</P >`
  const [address] = render(body).html.match(tracked) ?? []
  expect(render(body).html).toContain(`<P  CLASS='x'>a &nbsp;<A  href="${address}">b</A>\n</P >`)
})

test('a hidden link with a token of its own stands last in the HTML part and nowhere in the text part', () => {
  const { html, text } = render(`<p><a href="https://a.example/plans" data-link-id="${link}">Plans</a></p>`)
  const [, token = ''] = /https:\/\/t\.example\/r\/hidden\/([\w-]+)/.exec(html) ?? []
  expect(readToken(token, honeypotLinkId, tokenKeys(secret))).toMatchObject({
    recipientId: prospectId,
    messageId,
  })
  const hidden = html.slice(html.lastIndexOf('<div'))
  expect(hidden).toContain(token)
  expect(hidden).toContain('aria-hidden="true"')
  expect(hidden).toContain('display:none')
  expect(hidden).toContain('tabindex="-1"')
  expect(text).not.toContain('/r/hidden')
})
