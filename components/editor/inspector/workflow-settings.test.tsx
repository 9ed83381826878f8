import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { openEditor } from '../testing/open-editor'
import { WorkflowSettingsPanel } from './workflow-settings'

const open = (isReadOnly = false) => {
  const editor = openEditor({
    document: drawing({ nodes: ['a'] }),
    part: <WorkflowSettingsPanel />,
    isReadOnly,
  })
  act(() => editor.store.getState().show('workflow'))
  return { ...editor, reentry: () => editor.store.getState().document.settings.reentry }
}

test('the re-entry policy is chosen here, and taken back like every edit', async () => {
  const { user, reentry, store } = open()
  expect(screen.getByRole('radio', { name: 'Every time' })).toBeChecked()
  await user.click(screen.getByRole('radio', { name: 'Once' }))
  expect(reentry()).toEqual({ mode: 'once' })
  act(() => store.getState().undo())
  expect(reentry()).toEqual({ mode: 'always' })
  expect(screen.getByRole('radio', { name: 'Every time' })).toBeChecked()
})

test('days between two starts are whole and at least one', async () => {
  const { user, reentry } = open()
  await user.click(screen.getByRole('radio', { name: 'Every few days at most' }))
  const days = screen.getByLabelText('Days between two starts')
  await user.clear(days)
  expect(reentry()).toEqual({ mode: 'every', days: 30 })
  expect(screen.getByText('Enter a whole number from 1 to 3650')).toBeInTheDocument()
  await user.type(days, '7')
  expect(reentry()).toEqual({ mode: 'every', days: 7 })
})

test('those who may only look cannot change it', () => {
  open(true)
  for (const radio of screen.getAllByRole('radio')) expect(radio).toBeDisabled()
})
