import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isLocal, makeClientAddress } from './client-address'

function request(peer: string, headers: Record<string, string> = {}): IncomingMessage {
  // The two parts of a request that are read here.
  return { socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage
}

const from = (peer: string, forwarded: string, ...trusted: string[]) =>
  makeClientAddress(trusted)(request(peer, { 'x-forwarded-for': forwarded }))

test('without trusted proxies the address is the connection, whatever the headers say', () => {
  expect(from('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1')
  expect(from('::ffff:192.0.2.1', '198.51.100.7')).toBe('192.0.2.1')
})

test.each([
  ['one trusted proxy', '10.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['a trusted proxy over IPv6', '::ffff:10.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['two trusted proxies', '10.0.0.1', '198.51.100.7, 10.9.9.9', '198.51.100.7'],
  ['an address the client made up', '10.0.0.1', '1.1.1.1, 198.51.100.7', '198.51.100.7'],
  ['a trusted address the client made up', '10.0.0.1', '10.1.1.1, 198.51.100.7', '198.51.100.7'],
  ['a stranger as peer', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
  ['nonsense', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['nonsense further left', '10.0.0.1', 'x, 10.9.9.9', '10.9.9.9'],
  ['a port', '10.0.0.1', '198.51.100.7:4711', '198.51.100.7'],
  ['IPv6 with a port', '10.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
  ['nothing', '10.0.0.1', '', '10.0.0.1'],
])('%s', (_, peer, forwarded, expected) => {
  expect(from(peer, forwarded, '10.0.0.0/8', 'fd00::1')).toBe(expected)
})

test('a single address is trusted by itself', () => {
  expect(from('fd00::1', '198.51.100.7', 'fd00::1')).toBe('198.51.100.7')
  expect(from('fd00::2', '198.51.100.7', 'fd00::1')).toBe('fd00::2')
})

test('local is a connection from this machine that nobody forwarded', () => {
  expect(isLocal(request('127.0.0.1'))).toBe(true)
  expect(isLocal(request('::ffff:127.0.0.1'))).toBe(true)
  expect(isLocal(request('::1'))).toBe(true)
  expect(isLocal(request('192.0.2.1'))).toBe(false)
  expect(isLocal(request('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }))).toBe(false)
})
