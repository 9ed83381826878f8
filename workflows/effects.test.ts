import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyEffect,
  describeEffect,
  type EffectRequest,
  effectStates,
  invertEffect,
  readField,
} from './effects'
import type { Naming } from './naming'
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
    expect(describeEffect({ kind: 'tags.add', payload: { tags: ['a', 'b'] } })).toBe('Added tags “a”, “b”')
    expect(describeEffect({ kind: 'tags.remove', payload: { tags: ['a'] } })).toBe('Removed tag “a”')
  })

  it('that are not done say so, and what they would have done', () => {
    const webhook = {
      url: 'https://crm.example.com/hook?key=secret',
      method: 'POST',
      headers: {},
      body: null,
    }
    const effect = { kind: 'webhook.send' as const, payload: webhook }
    expect(effectStates.map((state) => describeEffect(effect, { state }))).toEqual([
      'Will send a webhook to crm.example.com/hook',
      'Held, will not yet send a webhook to crm.example.com/hook',
      'Sent a webhook to crm.example.com/hook',
      'Did not send a webhook to crm.example.com/hook',
      'Could not send a webhook to crm.example.com/hook',
      'Cancelled, did not send a webhook to crm.example.com/hook',
      'Did not send a webhook to crm.example.com/hook',
      'Perhaps sent a webhook to crm.example.com/hook',
    ])
  })

  it('call things as the workspace does, and values as people read them', () => {
    const naming: Naming = {
      label: () => 'Newsletter',
      name: (id) => ({ ada: 'Ada', vips: 'VIPs', hello: 'Hello' })[id] ?? null,
    }
    const effects: EffectRequest[] = [
      { kind: 'field.change', payload: { field: 'fields.wantsNews', value: true } },
      { kind: 'field.change', payload: { field: 'ownerId', value: 'ada' } },
      { kind: 'field.change', payload: { field: 'phone', value: null } },
      { kind: 'owner.assign', payload: { userIds: ['ada'], mode: 'fixed' } },
      { kind: 'owner.assign', payload: { userIds: ['ada', 'bob'], mode: 'round-robin' } },
      { kind: 'list.join', payload: { listId: 'vips' } },
      { kind: 'list.leave', payload: { listId: 'gone' } },
      { kind: 'message.send', payload: { messageId: 'hello' } },
      { kind: 'message.send', payload: { messageId: 'gone' } },
    ]
    expect(effects.map((effect) => describeEffect(effect, { naming }))).toEqual([
      'Changed Newsletter to “yes”',
      'Changed Newsletter to “Ada”',
      'Changed Newsletter to nothing',
      'Assigned “Ada” as the owner',
      'Assigned the next owner in turn',
      'Added to the list “VIPs”',
      'Removed from a list',
      'Sent the email “Hello”',
      'Sent an email',
    ])
  })

  it('of which a text has merge fields do not show them', () => {
    const payload = { title: 'Call {{ firstName }}', dueIn: null, ownerId: null }
    expect(describeEffect({ kind: 'task.create', payload })).toBe('Created a task')
    expect(describeEffect({ kind: 'task.create', payload: { ...payload, title: 'Call Ada' } })).toBe(
      'Created the task “Call Ada”',
    )
  })
})
