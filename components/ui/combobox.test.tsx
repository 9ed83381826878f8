import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { Combobox } from './combobox'
import { MultiCombobox } from './multi-combobox'

const options = [
  { value: '1', label: 'Pricing page' },
  { value: '2', label: 'Phone number', hint: 'Cannot be a goal', isDisabled: true },
  { value: '3', label: 'Sign-up' },
]

test('typing narrows the list, and choosing answers the value', async () => {
  const choose = vi.fn()
  render(<Combobox aria-label="Link" options={options} value={null} onValueChange={choose} />)
  await userEvent.click(screen.getByRole('combobox', { name: 'Link' }))
  await userEvent.keyboard('sign')
  expect(screen.queryByText('Pricing page')).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  expect(choose).toHaveBeenCalledExactlyOnceWith('3')
})

test('what cannot be chosen is shown with its reason and cannot be chosen', async () => {
  const choose = vi.fn()
  render(<Combobox aria-label="Link" options={options} value={null} onValueChange={choose} />)
  await userEvent.click(screen.getByRole('combobox', { name: 'Link' }))
  await userEvent.click(screen.getByText('Cannot be a goal'), { pointerEventsCheck: 0 })
  expect(choose).not.toHaveBeenCalled()
})

test('a value that is not among the options is called missing', () => {
  render(<Combobox aria-label="Link" options={options} value="gone" onValueChange={() => {}} />)
  expect(screen.getByRole('combobox', { name: 'Link' })).toHaveTextContent('Missing')
})

test('of several, each chosen one can be removed where it stands', async () => {
  const change = vi.fn()
  render(<MultiCombobox aria-label="Links" options={options} value={['1', '3']} onValueChange={change} />)
  await userEvent.click(screen.getByRole('button', { name: 'Remove Pricing page' }))
  expect(change).toHaveBeenCalledExactlyOnceWith(['3'])
})
