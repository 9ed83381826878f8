import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { newId } from '../db/new-id'
import { readToken, signToken, type TokenIds, tokenKeys, UNSUBSCRIBE } from './token'

const secret = 'a secret that is long enough to be one'
const keys = tokenKeys(secret)

test('a token gives back every id it was signed with', () => {
  const recipientId = newId()
  const all = { recipientId, messageId: newId(), senderId: newId(), sharerId: newId() }
  const linkId = newId()
  expect(readToken(signToken(all, linkId, secret), linkId, keys)).toEqual(all)
  for (const name of ['messageId', 'senderId', 'sharerId'] as const) {
    const ids: TokenIds = { recipientId, [name]: all[name] }
    const nothing = { messageId: null, senderId: null, sharerId: null }
    expect(readToken(signToken(ids, linkId, secret), linkId, keys)).toEqual({ ...nothing, ...ids })
  }
})

test('a token is short: 35 characters for a recipient alone, all of them safe in a path', () => {
  expect(signToken({ recipientId: newId() }, newId(), secret)).toMatch(/^[\w-]{35}$/)
})

test('a token is valid for its own link only', () => {
  const linkId = newId()
  const token = signToken({ recipientId: newId() }, linkId, secret)
  expect(readToken(token, linkId, keys)).not.toBeNull()
  expect(readToken(token, newId(), keys)).toBeNull()
  expect(readToken(token, UNSUBSCRIBE, keys)).toBeNull()
})

test('every single flipped bit of 1,000 tokens is refused', () => {
  let tried = 0
  for (let n = 0; n < 1000; n++) {
    const linkId = newId()
    const token = signToken(
      { recipientId: newId(), ...(n % 2 ? { messageId: newId() } : {}) },
      linkId,
      secret,
    )
    const bytes = Buffer.from(token, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Buffer.from(bytes)
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      if (readToken(forged.toString('base64url'), linkId, keys)) throw new Error(`accepted bit ${bit}`)
      tried++
    }
  }
  expect(tried).toBe(500 * 26 * 8 + 500 * 38 * 8)
})

test('every single flipped bit in the letters of a token is refused, loose bits at the end too', () => {
  for (let n = 0; n < 100; n++) {
    const linkId = newId()
    const token = signToken({ recipientId: newId() }, linkId, secret)
    for (let bit = 0; bit < token.length * 8; bit++) {
      const letters = Buffer.from(token, 'latin1')
      letters[bit >> 3] = (letters[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(readToken(letters.toString('latin1'), linkId, keys)).toBeNull()
    }
  }
})

test.each([
  ['nothing', ''],
  ['a short text', 'abc'],
  ['something very long', 'A'.repeat(100_000)],
  ['other letters', '%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%'],
  ['bytes without meaning', randomBytes(26).toString('base64url')],
])('%s is no token', (_, text) => {
  expect(readToken(text, newId(), keys)).toBeNull()
})

test('padding, spaces and the other base64 alphabet are not another spelling of a token', () => {
  const linkId = newId()
  let token = ''
  while (!/[-_]/.test(token)) token = signToken({ recipientId: newId() }, linkId, secret)
  const spellings = [`${token}=`, ` ${token}`, `${token}\n`, token.replace(/-/g, '+').replace(/_/g, '/')]
  for (const spelling of spellings) expect(readToken(spelling, linkId, keys)).toBeNull()
})

test('tokens of a retired secret are still read, those of a foreign one are not', () => {
  const linkId = newId()
  const next = 'another secret that is long enough to be one'
  const token = signToken({ recipientId: newId() }, linkId, secret)
  expect(readToken(token, linkId, tokenKeys(next, secret))).not.toBeNull()
  expect(readToken(token, linkId, tokenKeys(next))).toBeNull()
})

test('an id of another shape is not signed', () => {
  expect(() => signToken({ recipientId: 'ada@example.com' }, newId(), secret)).toThrow(RangeError)
  expect(() => signToken({ recipientId: newId(), messageId: 'x' }, newId(), secret)).toThrow(RangeError)
})

test('an address to share names who shares it, and nobody who opens it', () => {
  const linkId = newId()
  const ids = { recipientId: null, messageId: newId(), senderId: newId(), sharerId: newId() }
  expect(readToken(signToken(ids, linkId, secret), linkId, keys)).toEqual(ids)
  const least = signToken({ recipientId: null, sharerId: ids.sharerId }, linkId, secret)
  expect(least).toMatch(/^[\w-]{35}$/)
  expect(readToken(least, linkId, keys)).toMatchObject({ recipientId: null, sharerId: ids.sharerId })
  expect(() => signToken({ recipientId: null }, linkId, secret)).toThrow(RangeError)
})

test('tokens that stand in old mail are read as on the day they were sent', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(24))
  const linkId = '1'.repeat(24)
  expect(readToken('2gCqqqqqqqqqqqqqqqrXa-XpKFgq5AmeeZ4', linkId, keys)).toEqual({
    recipientId: a,
    messageId: null,
    senderId: null,
    sharerId: null,
  })
  expect(
    readToken(
      '2geqqqqqqqqqqqqqqqq7u7u7u7u7u7u7u7vMzMzMzMzMzMzMzMzd3d3d3d3d3d3d3d2iA3AN_oGvIvMgnlo',
      linkId,
      keys,
    ),
  ).toEqual({ recipientId: a, messageId: b, senderId: c, sharerId: d })
})
