import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEffect, describeEffect, type EffectRequest, invertEffect, readField } from './effects'
import { emptyProspect, type ProspectSnapshot } from './prospect-snapshot'

const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
const prospects: fc.Arbitrary<ProspectSnapshot> = fc
  .record({ tags, score: fc.integer({ min: -50, max: 50 }), industry: fc.constantFrom('rail', 'road', null) })
  .map(({ industry, ...rest }) => ({ ...emptyProspect, ...rest, fields: { industry } }))
const reversible: fc.Arbitrary<EffectRequest> = fc.oneof(
  tags.map((list) => ({ kind: 'tags.add' as const, payload: { tags: list } })),
  tags.map((list) => ({ kind: 'tags.remove' as const, payload: { tags: list } })),
  fc.integer({ min: -9, max: 9 }).map((by) => ({ kind: 'score.adjust' as const, payload: { by } })),
  fc
    .constantFrom('fields.industry', 'phone')
    .map((field) => ({ kind: 'field.change' as const, payload: { field, value: 'x' } })),
)
const comparable = (prospect: ProspectSnapshot) => ({ ...prospect, tags: [...prospect.tags].sort() })

describe('effects', () => {
  it('taken back leave the prospect as it was', () => {
    fc.assert(
      fc.property(prospects, reversible, (before, effect) => {
        const back = invertEffect(before, effect) ?? []
        const after = back.reduce(applyEffect, applyEffect(before, effect))
        expect(readField(after, 'phone') ?? '').toEqual(before.phone)
        expect(comparable(after)).toEqual(comparable(before))
      }),
    )
  })

  it('do not change the prospect they are given', () => {
    fc.assert(
      fc.property(prospects, reversible, (before, effect) => {
        const copy = structuredClone(before)
        applyEffect(before, effect)
        expect(before).toEqual(copy)
      }),
    )
  })

  it('on the outside world cannot be taken back', () => {
    expect(invertEffect(emptyProspect, { kind: 'message.send', payload: { messageId: 'm' } })).toBeNull()
  })

  it('say in one sentence what they did', () => {
    expect(describeEffect({ kind: 'score.adjust', payload: { by: -3 } })).toBe('Adjusted score by −3')
    expect(describeEffect({ kind: 'tags.add', payload: { tags: ['a', 'b'] } })).toBe('Added tag “a”, “b”')
  })
})
