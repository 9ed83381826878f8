import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from './compile'
import type { CriteriaOperator } from './criteria/criteria'
import { readDocument } from './document/read-document'
import { documentOf, type FinishAction, finishActionSchema, finishActionsOf } from './finish-actions'
import { type FinishActionHost, finishActionHostSchema, hostKinds } from './hosts'

const hosts: FinishActionHost[] = [
  { kind: 'link', id: 'h', on: null },
  { kind: 'file', id: 'h', on: null },
  { kind: 'form', id: 'h', on: null },
  { kind: 'message', id: 'h', on: 'click' },
  { kind: 'message', id: 'h', on: 'open' },
  { kind: 'message', id: 'h', on: 'unsubscribe' },
]

const tagging = (id: string): FinishAction => ({
  id,
  name: `Tag ${id}`,
  type: 'add-tags',
  config: { tags: [id] },
  criteria: null,
})

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
const entries: fc.Arbitrary<FinishAction[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }).filter((id) => !id.startsWith('host:')),
    name: fc.string(),
    type: fc.constantFrom('add-tags', 'adjust-score', 'fire-webhook', 'from-the-future'),
    config: fc.dictionary(
      fc.string().filter((key) => key !== 'criteria' && key !== '__proto__'),
      value,
    ),
    criteria: fc.option(
      fc.record({
        combinator: fc.constantFrom('and' as const, 'or' as const),
        rules: fc.array(
          fc.record({
            field: fc.constantFrom('score', 'tags', 'fields.stage'),
            operator: fc.constantFrom<CriteriaOperator>('=', '>=', 'contains'),
            value: fc.oneof(fc.string(), fc.integer()),
          }),
          { maxLength: 3 },
        ),
      }),
    ),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
)

test('IF-15: hosted files, forms, list emails and redirect links are hosts, and no other records', () => {
  expect([...hostKinds].toSorted()).toEqual(['file', 'form', 'link', 'message'])
  expect(new Set(hosts.map(({ kind }) => kind))).toEqual(new Set(hostKinds))
  for (const kind of hostKinds.filter((kind) => kind !== 'message'))
    expect(finishActionHostSchema.parse({ kind, id: 'h' })).toEqual({ kind, id: 'h', on: null })
  for (const host of [
    { kind: 'prospect', id: 'h' },
    { kind: 'form', id: '' },
    { kind: 'message', id: 'h' },
  ])
    expect(finishActionHostSchema.safeParse(host).success).toBe(false)
})

describe('a finish action list as a workflow', () => {
  test('IF-9: every list comes back as it was, in its order, also after it was stored', () => {
    fc.assert(
      fc.property(fc.constantFrom(...hosts), entries, (host, list) => {
        const document = documentOf(host, list)
        expect(finishActionsOf(document)).toEqual(list)
        const read = readDocument(JSON.parse(JSON.stringify(document)))
        expect(read.ok && finishActionsOf(read.document)).toEqual(list)
      }),
    )
  })

  test.each(hosts)(
    'IF-1, IF-15: a list on $kind $on is a drawing that compiles and starts at its goal',
    (host) => {
      const document = documentOf(host, [tagging('a'), tagging('b'), tagging('c')])
      const { problems, workflow } = compile(document)
      expect(problems).toEqual([])
      expect(workflow?.starts).toEqual([document.nodes[0]?.id])
      expect(document.edges.map(({ from, to }) => [from, to])).toEqual([
        [document.nodes[0]?.id, 'a'],
        ['a', 'b'],
        ['b', 'c'],
      ])
    },
  )

  test('every host waits for an event of its own', () => {
    const goals = hosts.map((host) => documentOf(host, []).nodes[0]?.type)
    expect(goals).toEqual([
      'redirect-link-clicked',
      'file-downloaded',
      'form-submitted',
      'email-clicked',
      'email-opened',
      'email-unsubscribed',
    ])
  })

  test('IF-4: an entry needs a name; its criteria stand beside its config', () => {
    expect(finishActionSchema.safeParse(tagging('a')).success).toBe(true)
    expect(finishActionSchema.safeParse({ ...tagging('a'), name: ' ' }).success).toBe(false)
    expect(finishActionSchema.safeParse({ ...tagging('a'), config: { criteria: null } }).success).toBe(false)
    expect(finishActionSchema.safeParse({ ...tagging('a'), id: 'host:link:h' }).success).toBe(false)
  })
})
