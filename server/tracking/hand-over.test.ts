import { expect, test } from 'vitest'
import { newId } from '../db/new-id'
import { handOver } from './hand-over'
import { tokenKeys } from './token'
import { readVisit } from './visit-token'
import { newVisitorId } from './visitor-cookie'

const secret = 'a secret that is long enough to be one'
const recipient = (recipientId: string) => ({ recipientId, messageId: null, senderId: null, sharerId: null })

test.each([
  ['https://example.com', 'https://example.com?sy_visit='],
  ['https://example.com/#top', 'https://example.com/?sy_visit=|#top'],
  ['https://example.com/a?b=1&utm_source=x#c?d', 'https://example.com/a?b=1&utm_source=x&sy_visit=|#c?d'],
  ['https://example.com/?', 'https://example.com/?sy_visit='],
  ['https://example.com/?a&', 'https://example.com/?a&sy_visit='],
  ['https://example.com/%7E;x=%zz', 'https://example.com/%7E;x=%zz?sy_visit='],
])('%s gets one parameter more, and no other byte changes', (location, expected) => {
  const [before = '', after = ''] = expected.split('|')
  const handed = handOver(location, { visitorId: newVisitorId(), ids: null }, secret)
  expect(handed.startsWith(before) && handed.endsWith(after)).toBe(true)
  expect(handed.slice(before.length, handed.length - after.length)).toMatch(/^[\w-]{51}$/)
})

test('?10: a visitor is told of where the link knows visitors, else the recipient, else nobody', () => {
  const [visitorId, prospectId] = [newVisitorId(), newId()]
  const told = (location: string) =>
    readVisit(new URL(location).searchParams.get('sy_visit') ?? '', tokenKeys(secret))
  const to = 'https://example.com/'
  expect(told(handOver(to, { visitorId, ids: recipient(prospectId) }, secret))).toEqual({ visitorId })
  expect(told(handOver(to, { visitorId: null, ids: recipient(prospectId) }, secret))).toEqual({ prospectId })
  expect(handOver(to, { visitorId: null, ids: null }, secret)).toBe(to)
})
