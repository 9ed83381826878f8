import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { evaluate } from '@/workflows/criteria/evaluate'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { CriteriaResultView } from './criteria-result-view'

const scoreAtLeastTen = { field: 'score', operator: '>=' as const, value: 10 }

function resultOf(criteria: Parameters<typeof evaluate>[0]) {
  const result = evaluate(criteria, { ...emptyProspect, score: 5, tags: ['vip'] }, new Date())
  if (!result) throw new Error('the test needs a condition')
  return result
}

test('IR-13: a rule shows the original value it read, and that it was not met', () => {
  render(<CriteriaResultView result={resultOf({ combinator: 'and', rules: [scoreAtLeastTen] })} />)
  const criteria = screen.getByRole('figure', { name: 'Criteria' })
  expect(criteria).toHaveTextContent('Score is at least 10original value 5not met')
})

test('IR-13: a value that an earlier action changed is named beside the original value', () => {
  const result = resultOf({ combinator: 'and', rules: [scoreAtLeastTen] })
  render(<CriteriaResultView result={result} valueByThen={() => 10} />)
  expect(screen.getByText(/Score was 10 by then/)).toBeInTheDocument()
})

test('a value that nothing changed is not explained', () => {
  const result = resultOf({ combinator: 'and', rules: [scoreAtLeastTen] })
  render(<CriteriaResultView result={result} valueByThen={() => 5} />)
  expect(screen.queryByText(/by then/)).not.toBeInTheDocument()
})

test('nested groups say how their rules are joined and which of them held', () => {
  const tagged = { field: 'tags', operator: 'contains' as const, value: 'vip' }
  const nested = { combinator: 'or' as const, rules: [scoreAtLeastTen, tagged] }
  const named = { field: 'firstName', operator: 'notNull' as const, value: null }
  render(<CriteriaResultView result={resultOf({ combinator: 'and', rules: [nested, named] })} />)
  expect(screen.getByText('Needs all of these — not met')).toBeInTheDocument()
  expect(screen.getByText('Needs any of these — met')).toBeInTheDocument()
  const rule = screen.getByText('First name is not empty').closest('li')
  expect(within(rule as HTMLElement).getByText('empty')).toBeInTheDocument()
})
