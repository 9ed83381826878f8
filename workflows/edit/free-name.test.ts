import { expect, test } from 'vitest'
import { freeName } from './free-name'
import { drawing } from './testing/drawing'

test('a name not in use is kept', () => {
  expect(freeName(drawing({ nodes: ['a'] }), 'Sequence')).toBe('Sequence')
})

test('a name in use gets the next free number, also when it ends in one already', () => {
  const document = drawing({ nodes: ['Sequence', 'Sequence 2'] })
  expect(freeName(document, 'Sequence')).toBe('Sequence 3')
  expect(freeName(document, 'Sequence 2')).toBe('Sequence 3')
})
