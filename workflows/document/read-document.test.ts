import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile } from '../compile'
import { documentVersion, emptyDocument } from './document'
import { migrations } from './migrations/migrations'
import { readDocument } from './read-document'

const fixtures = readdirSync(new URL('fixtures', import.meta.url))
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'))

describe('reading a document', () => {
  it('there is one real document for every format there ever was, and a migration between any two', () => {
    expect(fixtures).toEqual(
      Array.from({ length: documentVersion }, (_, i) => `version-${String(i + 1).padStart(3, '0')}.json`),
    )
    expect(migrations).toHaveLength(documentVersion - 1)
  })

  it.each(fixtures)('%s still reads and still compiles', (name) => {
    const read = readDocument(fixture(name))
    if (!read.ok) throw new Error(read.message)
    expect(read.document.version).toBe(documentVersion)
    expect(compile(read.document).problems).toEqual([])
  })

  it('a document of format 1 lets prospects start every time, as they did', () => {
    expect(readDocument(fixture('version-001.json'))).toMatchObject({
      document: { version: documentVersion, settings: { reentry: { mode: 'always' } } },
    })
  })

  it.each([
    { mode: 'every' },
    { mode: 'every', days: 0 },
    { mode: 'every', days: 1.5 },
    { mode: 'sometimes' },
  ])('refuses %j as a re-entry policy', (reentry) => {
    const read = readDocument({ ...emptyDocument, settings: { reentry } })
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining('settings.reentry') })
  })

  it('what compiles carries its re-entry policy', () => {
    const read = readDocument(fixture('version-002.json'))
    if (!read.ok) throw new Error(read.message)
    expect(compile(read.document).workflow?.settings.reentry).toEqual({ mode: 'every', days: 30 })
  })

  it('keeps half-filled configs and unknown types, so that work always saves', () => {
    const node = {
      id: 'x',
      type: 'from-the-future',
      name: '',
      config: { anything: [1] },
      position: { x: 0, y: 0 },
    }
    expect(readDocument({ version: 1, nodes: [node], edges: [] })).toMatchObject({
      ok: true,
      document: { nodes: [node] },
    })
  })

  it.each([
    null,
    'text',
    [],
    {},
    { version: 0 },
    { version: '1', nodes: [], edges: [] },
    { version: 1, nodes: [{}], edges: [] },
  ])('says what is wrong with %j', (json) => {
    const read = readDocument(json)
    expect(read).toMatchObject({ ok: false, code: 'malformed' })
  })

  it('says that a newer format needs a newer server', () => {
    expect(readDocument({ version: 99, nodes: [], edges: [] })).toMatchObject({ ok: false, code: 'too-new' })
  })
})
