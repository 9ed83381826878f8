import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { fireWebhook } from '@/workflows/actions/fire-webhook'
import { describedFields } from '@/workflows/fields'
import { HeadersWidget } from './headers-widget'
import type { WidgetProps } from './widget-props'

const info = describedFields(fireWebhook.config).find(({ name }) => name === 'headers')?.info

type HostProps = { initial: unknown; isReadOnly: boolean; seen: unknown[] }

function Host({ initial, isReadOnly, seen }: HostProps) {
  const [value, setValue] = useState(initial)
  const onChange = (next: unknown) => {
    seen.push(next)
    setValue(next)
  }
  const control = {
    id: 'h',
    'aria-describedby': undefined,
    'aria-invalid': undefined,
    'aria-required': undefined,
  }
  // The widget reads no more of its props than these.
  const props = { control, info, value, onChange, isReadOnly } as unknown as WidgetProps
  return <HeadersWidget {...props} />
}

function open(initial: unknown, isReadOnly = false) {
  const seen: unknown[] = []
  render(<Host initial={initial} isReadOnly={isReadOnly} seen={seen} />)
  return { seen, user: userEvent.setup() }
}

test('headers are added, filled in and removed as rows', async () => {
  const { seen, user } = open(undefined)
  await user.click(screen.getByRole('button', { name: 'Add header' }))
  await user.type(screen.getByLabelText('Name of header 1'), 'X-A')
  await user.type(screen.getByLabelText('Value of header 1'), '1')
  expect(seen.at(-1)).toEqual([{ name: 'X-A', value: '1' }])
  await user.click(screen.getByRole('button', { name: 'Add header' }))
  expect(seen.at(-1)).toEqual([
    { name: 'X-A', value: '1' },
    { name: '', value: '' },
  ])
  await user.click(screen.getByRole('button', { name: 'Remove header 1' }))
  expect(seen.at(-1)).toEqual([{ name: '', value: '' }])
})

test('read only, they are shown and nothing can be changed', () => {
  open([{ name: 'X-A', value: '1' }, null, 'nonsense'], true)
  expect(screen.getByLabelText('Name of header 1')).toHaveValue('X-A')
  expect(screen.getByLabelText('Name of header 1')).toBeDisabled()
  expect(screen.queryByRole('button')).toBeNull()
})
