import { expect, test } from 'vitest'
import { emptyDocument } from '@/workflows/document/document'
import { drawing } from '@/workflows/edit/testing/drawing'
import { openEditor } from '../testing/open-editor'
import { commands } from './commands'
import { useShortcuts } from './use-shortcuts'

const document = drawing({ nodes: ['a', 'b'], edges: ['a>b'] })

function Keyboard() {
  useShortcuts()
  return <input aria-label="Somewhere to type" />
}

function openKeyboard(isReadOnly = false) {
  localStorage.clear()
  return openEditor({ document, isReadOnly, part: <Keyboard /> })
}

test('copy and paste make copies beside the originals, also in another workflow', async () => {
  const first = openKeyboard()
  first.store.getState().select({ nodeIds: ['a', 'b'] })
  await first.user.keyboard('{Control>}c{/Control}')
  first.unmount()
  const other = openEditor({ document: emptyDocument, part: <Keyboard /> })
  await other.user.keyboard('{Control>}v{/Control}')
  expect(other.store.getState().document.nodes.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(other.store.getState().document.edges).toHaveLength(1)
})

test('Delete removes what is selected, Ctrl+Z brings it back, Ctrl+Shift+Z removes it again', async () => {
  const { store, user } = openKeyboard()
  store.getState().select({ nodeIds: ['a'] })
  await user.keyboard('{Delete}')
  expect(store.getState().document.nodes.map(({ id }) => id)).toEqual(['b'])
  await user.keyboard('{Control>}z{/Control}')
  expect(store.getState().document).toBe(document)
  await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  expect(store.getState().document.nodes.map(({ id }) => id)).toEqual(['b'])
})

test('while somebody types, the keys are theirs', async () => {
  const { store, user, getByLabelText } = openKeyboard()
  store.getState().select({ nodeIds: ['a'] })
  await user.type(getByLabelText('Somewhere to type'), 'x{Backspace}')
  expect(store.getState().document).toBe(document)
})

test('Enter opens the settings of the selected node', async () => {
  const { store, user } = openKeyboard()
  store.getState().select({ nodeIds: ['a'] })
  await user.keyboard('{Enter}')
  expect(store.getState()).toMatchObject({ panel: 'settings', focusedField: '' })
})

test.each(commands.map((command) => [command.id, command] as const))(
  '%s keeps its word about undo, and changes nothing for those who may only look',
  (_id, command) => {
    for (const isReadOnly of [false, true]) {
      const { store } = openKeyboard(isReadOnly)
      store.getState().select({ nodeIds: ['a', 'b'] })
      const context = { state: store.getState(), canvas: null }
      if (command.isEnabled(context)) command.run(context)
      const steps = store.getState().history.past.length
      expect(steps).toBeLessThanOrEqual(command.undo === 'one-step' && !isReadOnly ? 1 : 0)
    }
  },
)
