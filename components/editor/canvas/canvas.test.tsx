import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { openEditor } from '../testing/open-editor'
import { Canvas } from './canvas'

const document = drawing({
  nodes: ['Welcome mails', 'Said yes'],
  types: { 'Welcome mails': 'sequence', 'Said yes': 'email-link-clicked' },
  configs: {
    'Welcome mails': { steps: [{ id: 'm', type: 'send-email', config: { messageId: 'm1' } }] },
    'Said yes': { links: [{ messageId: 'm1', linkId: 'a' }] },
  },
})

/** The card of a node, which jsdom does not measure, so React Flow keeps it invisible. */
function cardOf(id: string): HTMLElement {
  const card = globalThis.document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)
  if (!card) throw new Error(`no card ${id}`)
  return card
}

const nameIn = (id: string) => within(cardOf(id)).getByTitle(/double-click to rename/)

test('KP-6: a double-click on the name of a goal renames it, a double-click on its card sets it up', async () => {
  const { store, user } = openEditor({ document, part: <Canvas /> })
  fireEvent.doubleClick(nameIn('Said yes'))
  expect(store.getState()).toMatchObject({ renamingNodeId: 'Said yes', panel: null })
  expect(screen.getByLabelText('Name')).toHaveFocus()
  await user.keyboard('Booked{Enter}')
  expect(nameIn('Said yes')).toHaveTextContent('Booked')
  expect(store.getState()).toMatchObject({ renamingNodeId: null, panel: null })

  fireEvent.doubleClick(within(cardOf('Said yes')).getByText(/^Clicks /))
  expect(store.getState()).toMatchObject({
    renamingNodeId: null,
    panel: 'settings',
    selection: { nodeIds: ['Said yes'] },
  })
})

test('KP-6: Escape keeps the old name, and renaming is undone as one step', async () => {
  const { store, user } = openEditor({ document, part: <Canvas /> })
  fireEvent.doubleClick(nameIn('Said yes'))
  await user.keyboard('x{Escape}')
  expect(store.getState().document).toBe(document)
  fireEvent.doubleClick(nameIn('Said yes'))
  await user.keyboard('Booked{Enter}')
  expect(store.getState().document).not.toBe(document)
  store.getState().undo()
  expect(store.getState().document).toBe(document)
})

test('those who may only look cannot rename, and can look at the settings', () => {
  const { store } = openEditor({ document, part: <Canvas />, isReadOnly: true })
  fireEvent.doubleClick(nameIn('Said yes'))
  expect(store.getState().renamingNodeId).toBeNull()
  fireEvent.doubleClick(within(cardOf('Said yes')).getByText(/^Clicks /))
  expect(store.getState().panel).toBe('settings')
})
