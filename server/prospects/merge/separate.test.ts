import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combine, type Mergeable } from '@/workflows/combine-prospects'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { separate } from './separate'

const text = fc.constantFrom('', 'a', 'b')
const several = fc.uniqueArray(fc.constantFrom('x', 'y', 'z'))
const person: fc.Arbitrary<Mergeable> = fc.record({
  email: fc.option(fc.constantFrom('a@x.com', 'b@x.com')),
  firstName: text,
  lastName: text,
  organization: text,
  phone: text,
  timezone: fc.option(fc.constantFrom('Europe/Rome', 'Asia/Tokyo')),
  fields: fc.dictionary(fc.constantFrom('one', 'two'), fc.oneof(text, fc.integer({ min: 0, max: 2 }))),
  tags: several,
  lists: several,
  visitorIds: several,
  score: fc.integer({ min: -5, max: 5 }),
  ownerId: fc.option(fc.constantFrom('u', 'v')),
  leadStatus: fc.option(fc.constantFrom('open', 'won')),
  consent: fc.record({
    email: fc.constantFrom('unknown', 'subscribed', 'unsubscribed'),
    tracking: fc.constantFrom('unknown', 'granted', 'denied'),
  }),
})
const choices = fc.record({
  fields: fc.dictionary(
    fc.constantFrom('email', 'firstName', 'phone', 'fields.one'),
    fc.constantFrom('survivor', 'other'),
  ),
  score: fc.constantFrom('higher', 'sum'),
})

test('a merge that is undone at once leaves both as they were', () => {
  fc.assert(
    fc.property(person, person, choices, (before, copy, choice) => {
      const now = combine(before, copy, choice)
      const merged = { before, copy, choices: choice, isUnsubscribed: false }
      const { stayed, returned } = separate(now, merged)
      const filled = (one: Mergeable) => Object.entries(one.fields).filter(([, value]) => value !== null)
      expect({ ...stayed, fields: filled(stayed).sort() }).toEqual({
        ...before,
        fields: filled(before).sort(),
      })
      expect(returned).toEqual(copy)
    }),
  )
})

test('nobody who refused something is asked again, and no tag, list or visitor is lost', () => {
  fc.assert(
    fc.property(person, person, choices, (survivor, other, choice) => {
      const { tags, lists, visitorIds, consent } = combine(survivor, other, choice)
      for (const one of [survivor, other]) {
        expect(tags).toEqual(expect.arrayContaining(one.tags))
        expect(lists).toEqual(expect.arrayContaining(one.lists))
        expect(visitorIds).toEqual(expect.arrayContaining(one.visitorIds))
        if (one.consent.email === 'unsubscribed') expect(consent.email).toBe('unsubscribed')
        if (one.consent.tracking === 'denied') expect(consent.tracking).toBe('denied')
      }
    }),
  )
})

test('what somebody changed after the merge stays when it is undone', () => {
  const before = { ...emptyProspect, visitorIds: [], tags: ['own'] }
  const copy = { ...emptyProspect, visitorIds: [], phone: '1', lastName: 'Other', tags: ['theirs'], score: 4 }
  const choice = { fields: {}, score: 'sum' as const }
  const now = combine(before, copy, choice)
  const later = { ...now, phone: '2', tags: [...now.tags, 'new'], score: now.score + 3 }
  const { stayed } = separate(later, { before, copy, choices: choice, isUnsubscribed: false })
  expect(stayed).toMatchObject({ phone: '2', lastName: '', tags: ['own', 'new'], score: 3 })
})
