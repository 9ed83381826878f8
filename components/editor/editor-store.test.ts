import { expect, test } from 'vitest'
import type { WorkflowDocument } from '@/workflows/document/document'
import { changeConfig } from '@/workflows/edit/change-config'
import { moveNodes } from '@/workflows/edit/move-nodes'
import { removeNodes } from '@/workflows/edit/remove-nodes'
import { drawing } from '@/workflows/edit/testing/drawing'
import { createEditorStore } from './editor-store'

function openEditor(document: WorkflowDocument = drawing({ nodes: ['a', 'b'], edges: ['a>b'] })) {
  const clock = { now: 0 }
  const store = createEditorStore({ document, now: () => clock.now })
  const type = (tags: string[]) =>
    store.getState().edit('Change tags', (current) => changeConfig(current, 'a', { tags }), 'config:a:tags')
  return { store, document, clock, type }
}

test('undo brings back the very document that was there, redo the one after', () => {
  const { store, document } = openEditor()
  store.getState().edit('Delete', (current) => removeNodes(current, ['b']))
  const after = store.getState().document
  store.getState().undo()
  expect(store.getState().document).toBe(document)
  store.getState().redo()
  expect(store.getState().document).toBe(after)
})

test('a burst of typing is one step; a pause begins the next', () => {
  const { store, clock, type, document } = openEditor()
  type(['v'])
  clock.now += 300
  type(['vi'])
  clock.now += 300
  type(['vip'])
  expect(store.getState().history.past).toHaveLength(1)
  clock.now += 5000
  type(['vip!'])
  expect(store.getState().history.past).toHaveLength(2)
  store.getState().undo()
  expect(store.getState().document.nodes[0]?.config).toEqual({ tags: ['vip'] })
  store.getState().undo()
  expect(store.getState().document).toBe(document)
})

test('typing in another field is another step', () => {
  const { store, type } = openEditor()
  type(['v'])
  store.getState().edit('Points', (current) => changeConfig(current, 'b', { by: 1 }), 'config:b:by')
  expect(store.getState().history.past).toHaveLength(2)
})

test('a new edit after undo forgets what was undone', () => {
  const { store, type } = openEditor()
  type(['x'])
  store.getState().undo()
  store.getState().edit('Move', (current) => moveNodes(current, { a: { x: 9, y: 9 } }))
  store.getState().redo()
  expect(store.getState().document.nodes[0]).toMatchObject({ position: { x: 9, y: 9 }, config: {} })
})

test('a change that changes nothing is no step', () => {
  const { store } = openEditor()
  store.getState().edit('Move', (current) => moveNodes(current, { a: { x: 0, y: 0 } }))
  expect(store.getState().history.past).toEqual([])
})

test('nothing that was removed stays selected, by an edit or by undo', () => {
  const { store } = openEditor()
  store.getState().select({ nodeIds: ['a', 'b'], edgeIds: ['a>b'] })
  store.getState().edit('Delete', (current) => removeNodes(current, ['b']))
  expect(store.getState().selection).toEqual({ nodeIds: ['a'], edgeIds: [] })
})

test('a read-only editor takes no edit', () => {
  const document = drawing({ nodes: ['a'] })
  const store = createEditorStore({ document, isReadOnly: true })
  store.getState().edit('Delete', (current) => removeNodes(current, ['a']))
  expect(store.getState().document).toBe(document)
})

test('loading the server’s document leaves nothing to undo', () => {
  const { store, type } = openEditor()
  type(['x'])
  const theirs = drawing({ nodes: ['c'] })
  store.getState().load(theirs)
  store.getState().undo()
  expect(store.getState().document).toBe(theirs)
})
