import { expect, test } from 'vitest'
import { headerListSchema } from './header-list'

const problemOf = (headers: { name: string; value: string }[]) =>
  headerListSchema.safeParse(headers).error?.issues[0]?.message ?? null

test.each([
  ['Authorization', 'Bearer abc'],
  ['X-Team', ''],
  ['content-type', 'application/json; charset=utf-8'],
])('%s: %s can be sent', (name, value) => {
  expect(problemOf([{ name, value }])).toBeNull()
})

test.each([
  ['', 'x', /Name the header/],
  ['X A', 'x', /letters, digits/],
  ['X:A', 'x', /letters, digits/],
  ['X\nA', 'x', /letters, digits/],
  ['X-A', 'x\r\nHost: evil', /one line/],
  ['X-A', 'ü', /one line/],
  ['Host', 'internal', /set by Switchyard/],
  ['webhook-signature', 'v1,x', /set by Switchyard/],
  ['Content-Length', '0', /set by Switchyard/],
  ['Transfer-Encoding', 'chunked', /set by Switchyard/],
  ['Proxy-Authorization', 'x', /set by Switchyard/],
])('%j: %j cannot', (name, value, message) => {
  expect(problemOf([{ name, value }])).toMatch(message)
})

test('a header can stand there once, however it is written', () => {
  expect(
    problemOf([
      { name: 'X-A', value: '1' },
      { name: 'x-a', value: '2' },
    ]),
  ).toMatch(/once/)
})
