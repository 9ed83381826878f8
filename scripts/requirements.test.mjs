import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Rows and decisions of the product, and guarantees, of which at least one test must say in its name that it holds them. */
const promised = [
  ...numbered('IR-', [1, 2, 3, 4, 6, 7, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]),
  ...numbered('IF-', range(1, 15)),
  ...numbered('IM-', [1, 2, 3, 4, 5, 6, 7, 9, 10, 15]),
  ...numbered('KP-', range(1, 10)),
  ...numbered('TR-', range(1, 5)),
  ...numbered('?', range(1, 24)),
  ...numbered('I', range(1, 22)),
]

const folders = ['app', 'components', 'e2e', 'scripts', 'server', 'workflows']
/** `test('name'`, `it.each(table)('name'`, `describe('name'`: the first argument of a call that is text. */
const named = /\b(?:test|it|describe)(?:\.\w+)*\(\s*(['"`])(.+?)\1|\)\(\s*(['"`])(.+?)\3/gs
const id = /(?<![\w-])(?:(?:IR|IF|IM|KP|TR)-\d+|I\d+(?:-I\d+)?)(?![\w])|\?\d+/g

test('every requirement, decision and guarantee that is built is named by a test', () => {
  const found = new Set(folders.flatMap(testFilesIn).flatMap(idsIn))
  expect(promised.filter((wanted) => !found.has(wanted))).toEqual([])
})

test('ids are read from names of tests, alone, in lists and as ranges, and from nothing else', () => {
  const source = `
    test('IR-4, ?12: words', () => {}) // KP-2
    it.each(rows)(
      'I7-I9, I12: %s',
      () => expect('IF-3').toBe('IF-3'),
    )
    describe("?15, KP-10", () => {})`
  expect(idsOf(source).toSorted()).toEqual(['?12', '?15', 'I12', 'I7', 'I8', 'I9', 'IR-4', 'KP-10'])
})

function testFilesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => /\.test\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('requirements.test.mjs'))
    .map((path) => `${folder}/${path}`)
}

function idsIn(path) {
  return idsOf(readFileSync(path, 'utf8'))
}

function idsOf(source) {
  const names = [...source.matchAll(named)].map((match) => match[2] ?? match[4])
  return names.flatMap((name) => name.match(id) ?? []).flatMap(spread)
}

/** `I7-I9` stands for all three. */
function spread(text) {
  const [from, to] = text.split('-I').map((part) => Number(part.replace(/^I/, '')))
  return /^I\d+-I\d+$/.test(text) ? numbered('I', range(from, to)) : [text]
}

function numbered(prefix, numbers) {
  return numbers.map((number) => `${prefix}${number}`)
}

function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
