import { screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { type Criteria, criteriaSchema } from '@/workflows/criteria/criteria'
import { describeCriteria } from '@/workflows/criteria/describe-criteria'
import { emptyDocument } from '@/workflows/document/document'
import { openEditor } from '../../testing/open-editor'
import { CriteriaEditor } from './criteria-editor'
import { fromQuery, toQuery } from './from-query'

const nested: Criteria = {
  id: 'g',
  combinator: 'and',
  rules: [
    { id: 'r1', field: 'score', operator: 'between', value: [5, 10] },
    {
      id: 'g2',
      combinator: 'or',
      not: true,
      rules: [
        { id: 'r2', field: 'tags', operator: 'in', value: ['vip', 'customer'] },
        { id: 'r3', field: 'email', operator: 'notNull', value: null },
        { id: 'r4', field: 'fields.isTrial', operator: '=', value: true },
      ],
    },
  ],
}

type Seen = { last: Criteria; count: number }

/** Keeps the criteria as a form does, and notes what it was told. */
function Holder({ seen }: { seen: Seen }) {
  const [criteria, setCriteria] = useState(seen.last)
  const change = (next: Criteria) => {
    seen.last = next
    seen.count += 1
    setCriteria(next)
  }
  return <CriteriaEditor label="Only if" value={criteria} onChange={change} isReadOnly={false} />
}

function openCriteria(initial: Criteria) {
  const seen: Seen = { last: initial, count: 0 }
  return { seen, ...openEditor({ document: emptyDocument, part: <Holder seen={seen} /> }) }
}

test('criteria come back from the query builder as they went in', () => {
  const query = toQuery(nested)
  expect(query && fromQuery(query)).toEqual(nested)
})

test('opening criteria changes nothing', () => {
  const { seen } = openCriteria(nested)
  expect(screen.getAllByLabelText('Field')).toHaveLength(4)
  expect(seen.count).toBe(0)
})

test('what is built is what compile accepts and what the sentence says', async () => {
  const { seen, user } = openCriteria(null)
  await user.click(screen.getByRole('button', { name: 'Add a condition' }))
  await user.click(screen.getByLabelText('Field'))
  await user.click(screen.getByRole('option', { name: 'Organization' }))
  await user.click(screen.getByLabelText('Comparison'))
  await user.click(screen.getByRole('option', { name: 'begins with' }))
  await user.type(screen.getByLabelText('Value'), 'Acme')
  await user.click(screen.getByRole('button', { name: 'Condition' }))
  await user.click(screen.getByLabelText('Match'))
  await user.click(screen.getByRole('option', { name: 'Any of' }))
  expect(criteriaSchema.parse(seen.last)).toEqual(seen.last)
  expect(seen.last?.rules[0]).toMatchObject({ field: 'organization', operator: 'beginsWith', value: 'Acme' })
  expect(describeCriteria(seen.last)).toMatch(/^Organization begins with “Acme” or /)
})

test('a number field compares numbers, with both ends of a range', async () => {
  const { seen, user } = openCriteria({
    combinator: 'and',
    rules: [{ field: 'score', operator: '>=', value: 5 }],
  })
  await user.click(screen.getByLabelText('Comparison'))
  await user.click(screen.getByRole('option', { name: 'is between' }))
  await user.clear(screen.getByLabelText('From'))
  await user.type(screen.getByLabelText('From'), '3')
  await user.type(screen.getByLabelText('To'), '9')
  expect(seen.last?.rules[0]).toMatchObject({ operator: 'between', value: [3, 9] })
})
