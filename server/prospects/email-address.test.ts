import { expect, test } from 'vitest'
import { emailSchema, normaliseEmail, readableEmail } from './email-address'

test.each([
  ['jo@bücher.example', 'jo@xn--bcher-kva.example'],
  [' Jo@BÜCHER.Example ', 'jo@xn--bcher-kva.example'],
  ['jo@bu\u0308cher.example', 'jo@xn--bcher-kva.example'],
  ['jo@XN--BCHER-KVA.example', 'jo@xn--bcher-kva.example'],
  ['jo@пример.рф', 'jo@xn--e1afmkfd.xn--p1ai'],
  ['jo@日本。jp', 'jo@xn--wgv71a.jp'],
  ["J.o'Neil+news@mail.example.com", "j.o'neil+news@mail.example.com"],
])('%s is stored as %s', (spelling, stored) => {
  expect(emailSchema.parse(spelling)).toBe(stored)
  expect(emailSchema.parse(stored)).toBe(stored)
})

test.each([
  ['jo', 'Enter a valid email address'],
  ['jo@localhost', 'Enter a valid email address'],
  ['jo@bücher.example/x', 'Enter a valid email address'],
  ['jo@bü%2echer.example', 'Enter a valid email address'],
  ['jo@bücher@example.com', 'Enter a valid email address'],
  ['jo@１２７.０.０.１', 'Enter a valid email address'],
  ['jo@bücher／x.example', 'Enter a valid email address'],
  ['jo@ü％２ｅx.example', 'Enter a valid email address'],
  ['jo@ü..example', 'Enter a valid email address'],
  ['.jo@example.com', 'Enter a valid email address'],
  ['josé@example.com', expect.stringMatching(/“é” before the @\. Enter another address$/)],
  ['josé@bücher.example', expect.stringMatching(/“é” before the @\. Enter another address$/)],
])('%s is refused', (address, message) => {
  expect(emailSchema.safeParse(address).error?.issues).toMatchObject([{ message }])
})

test('what is no address is only written in small letters, to be looked for', () => {
  expect(normaliseEmail(' Jo ')).toBe('jo')
  expect(normaliseEmail('jo@ü ü')).toBe('jo@ü ü')
})

test('an address can be read as its owner writes it', () => {
  expect(readableEmail('jo@xn--bcher-kva.example')).toBe('jo@bücher.example')
  expect(readableEmail('xn--jo@example.com')).toBe('xn--jo@example.com')
})
