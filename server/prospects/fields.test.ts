import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { createList, createListSchema } from '../lists/create-list'
import { useTestDatabase } from '../testing/database'
import { insertEffect } from '../testing/insert-effect'
import { prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { createField, createFieldSchema } from './create-field'
import { createProspect } from './create-prospect'
import { fieldUsage } from './field-usage'
import { listCustomFields, listFields } from './list-fields'
import { updateField } from './update-field'
import { updateProspect } from './update-prospect'

useTestDatabase()

const make = (key: string, type: string, options?: string[]) =>
  createField(createFieldSchema.parse({ key, label: `The ${key}`, type, ...(options && { options }) }))

test('a custom field is offered with its label, type and options, until it is archived', async () => {
  await make('plan', 'choice', ['Free', 'Paid', 'Free'])
  expect((await listFields()).find(({ name }) => name === 'fields.plan')).toMatchObject({
    label: 'The plan',
    type: 'choice',
    options: [
      { value: 'Free', label: 'Free' },
      { value: 'Paid', label: 'Paid' },
    ],
  })
  await updateField('plan', { label: 'Plan', isArchived: true })
  expect((await listFields()).some(({ name }) => name === 'fields.plan')).toBe(false)
  expect(await listCustomFields()).toMatchObject([{ key: 'plan', label: 'Plan', isArchived: true }])
})

test('a key is taken once, and a choice needs something to choose from', async () => {
  await make('plan', 'text')
  await expect(make('plan', 'number')).rejects.toMatchObject({ code: 'conflict' })
  expect(createFieldSchema.safeParse({ key: 'x', label: 'X', type: 'choice' }).success).toBe(false)
  await expect(updateField('plan', { options: ['a'] })).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(updateField('nowhere', { label: 'X' })).rejects.toMatchObject({ code: 'not-found' })
})

test.each([
  ['number', 5, 'five', 'a number'],
  ['boolean', false, 'yes', 'yes or no'],
  ['date', '2026-02-28', '2026-02-30', 'a day such as 2026-03-31'],
  ['choice', 'Paid', 'paid', 'one of: Free, Paid'],
  ['text', '5', 5, 'text'],
])(
  'a %s is held against its type at every door; the error names what is expected',
  async (type, right, wrong, words) => {
    await make('plan', type, type === 'choice' ? ['Free', 'Paid'] : undefined)
    const { id } = await createProspect({ fields: { plan: right } })
    const refused = {
      code: 'invalid-input',
      userMessage: expect.stringContaining(`“The plan” expects ${words}`),
    }
    await expect(createProspect({ fields: { plan: wrong } })).rejects.toMatchObject(refused)
    await expect(updateProspect(id, { firstName: 'Ada', fields: { plan: wrong } })).rejects.toMatchObject(
      refused,
    )
    expect(await prospectNow(id)).toMatchObject({ firstName: '', fields: { plan: right } })
    const effect = await insertEffect({
      kind: 'field.change',
      payload: { field: 'fields.plan', value: wrong },
      prospectId: id,
    })
    await workUntilIdle()
    expect(await collectionOf(Effects).findOne({ _id: effect._id })).toMatchObject({
      state: 'dead',
      reason: { code: 'field-value-type', message: expect.stringContaining(words) },
    })
    expect((await prospectNow(id)).fields).toEqual({ plan: right })
  },
)

test('a value can be taken away, with null or with an empty text', async () => {
  await make('seats', 'number')
  const { id } = await createProspect({ fields: { seats: 5 } })
  await updateProspect(id, { fields: { seats: '' } })
  expect((await prospectNow(id)).fields).toEqual({ seats: null })
})

test('what uses a field is named: live workflows, lists by criteria, prospects with a value', async () => {
  await make('seats', 'number')
  await createProspect({ fields: { seats: 5 } })
  await createProspect({ fields: { seats: null } })
  const criteria = {
    combinator: 'and' as const,
    rules: [{ field: 'fields.seats', operator: '>' as const, value: 3 }],
  }
  const list = await createList(createListSchema.parse({ name: 'Large', criteria }))
  const { workflowId } = await publishDocument({
    document: drawing({
      nodes: ['start', 'change'],
      edges: ['start>change'],
      types: { start: 'enrolled', change: 'change-field' },
      configs: { change: { field: 'fields.seats', value: 7 } },
    }),
  })
  expect(await fieldUsage('seats')).toEqual({
    workflows: [expect.objectContaining({ id: workflowId })],
    lists: [{ id: list.id, name: 'Large' }],
    prospects: 1,
  })
})
