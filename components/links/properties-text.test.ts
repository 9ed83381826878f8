import { expect, test } from 'vitest'
import { rowsProblem, toProperties, toRows } from './properties-text'

const properties = {
  text: 'Ada',
  number: 7,
  flag: false,
  none: null,
  digits: '007',
  word: 'true',
  nested: { a: [1, 'x'] },
  empty: '',
}

test('properties come back from their lines as they went in', () => {
  expect(toProperties(toRows(properties))).toEqual(properties)
})

test('lines without anything are left out; one without a name, or with one that is there, is a problem', () => {
  const line = (key: string, value: string) => ({ id: key + value, key, value })
  expect(toProperties([line(' ', ''), line(' a ', '1')])).toEqual({ a: 1 })
  expect(rowsProblem([line('', ''), line('a', '')])).toBeNull()
  expect(rowsProblem([line('', 'x')])).toMatch(/Name every property/)
  expect(rowsProblem([line('a', '1'), line('a ', '2')])).toMatch(/“a” stands there twice/)
})
