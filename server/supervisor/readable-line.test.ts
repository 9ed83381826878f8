import { expect, test } from 'vitest'
import { readableLine } from './readable-line'

test.each([
  ['plain text stays as it is', 'compiling…', 'compiling…'],
  [
    'a log line becomes its message and fields',
    '{"level":30,"time":1,"msg":"ready","port":3000}',
    'ready port=3000',
  ],
  [
    'an error is marked and explained',
    '{"level":50,"time":1,"err":{"message":"no route"},"msg":"send"}',
    'error: send no route',
  ],
  ['JSON of another kind stays as it is', '{"a":1}', '{"a":1}'],
  ['broken JSON stays as it is', '{"level":30', '{"level":30'],
])('%s', (_promise, line, readable) => {
  expect(readableLine(line)).toBe(readable)
})
