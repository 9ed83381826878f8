import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { catalogue } from '@/workflows/catalogue'
import { emptyDocument } from '@/workflows/document/document'
import { openEditor } from '../testing/open-editor'
import { Palette } from './palette'
import { paletteGroups } from './palette-groups'

test('every node type stands in the palette once, in the groups Goals, Sequences, Logic and Actions', () => {
  expect(paletteGroups.map(({ title }) => title)).toEqual(['Goals', 'Sequences', 'Logic', 'Actions'])
  const listed = paletteGroups.flatMap(({ definitions }) => definitions.map(({ type }) => type))
  expect(listed.toSorted()).toEqual(catalogue.map(({ type }) => type).toSorted())
})

test('Enter on a type adds it and opens its settings; one undo takes it away again', async () => {
  const { store, user } = openEditor({ document: emptyDocument, part: <Palette /> })
  screen.getByRole('button', { name: 'Sequence' }).focus()
  await user.keyboard('{Enter}')
  const { document, selection, panel } = store.getState()
  expect(document.nodes).toMatchObject([{ type: 'sequence', name: 'Sequence' }])
  expect(selection.nodeIds).toEqual([document.nodes[0]?.id])
  expect(panel).toBe('settings')
  store.getState().undo()
  expect(store.getState().document).toBe(emptyDocument)
})

test('the sheet of types takes what is typed at once', async () => {
  const { store, user } = openEditor({ document: emptyDocument, part: <Palette /> })
  act(() => store.getState().show('palette'))
  const sheet = await screen.findByRole('dialog', { name: 'Add to the canvas' })
  expect(within(sheet).getByRole('searchbox', { name: 'Search node types' })).toHaveFocus()
  await user.keyboard('add tags{Enter}')
  expect(store.getState().document.nodes).toMatchObject([{ type: 'add-tags' }])
  expect(store.getState().panel).toBe('settings')
})

test('a search leaves what it finds in title or description, and Enter adds the first', async () => {
  const { store, user } = openEditor({ document: emptyDocument, part: <Palette /> })
  const search = screen.getByRole('searchbox', { name: 'Search node types' })
  await user.type(search, 'nothing of that kind')
  expect(screen.getByRole('status')).toHaveTextContent('Nothing is called that.')
  await user.clear(search)
  await user.type(search, 'TAGS add')
  expect(screen.getByRole('button', { name: 'Add tags' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Sequence' })).not.toBeInTheDocument()
  await user.keyboard('{Enter}')
  expect(store.getState().document.nodes).toMatchObject([{ type: 'add-tags' }])
  expect(search).toHaveValue('')
})
