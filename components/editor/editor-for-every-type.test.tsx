import { act, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { isIconName } from '@/components/ui/icon'
import { catalogue, isStepType } from '@/workflows/catalogue'
import { type NodeDefinition, outputsOf } from '@/workflows/define-node'
import { emptyDocument, type WorkflowDocument } from '@/workflows/document/document'
import { addNode } from '@/workflows/edit/add-node'
import { describedFields } from '@/workflows/fields'
import { noReferences } from '@/workflows/references'
import { Canvas } from './canvas/canvas'
import { Inspector } from './inspector/inspector'
import { openEditor } from './testing/open-editor'

const freshNode = (definition: NodeDefinition): WorkflowDocument =>
  addNode(emptyDocument, { id: 'n', definition, position: { x: 0, y: 0 } })

describe.each(catalogue.map((definition) => [definition.type, definition] as const))(
  'the editor of a fresh %s',
  (_type, definition) => {
    test('draws a card with title, name and sentence, or with its branches', () => {
      openEditor({ document: freshNode(definition), part: <Canvas /> })
      const card = screen.getByLabelText(`${definition.title}: ${definition.title}`)
      expect(card).toHaveAttribute('data-node-id', 'n')
      expect(isIconName(definition.icon)).toBe(true)
      const outputs = outputsOf(definition, { ...definition.initial })
      const lines =
        outputs.length > 1
          ? outputs.map(({ label }) => label)
          : [definition.summary({ ...definition.initial } as never, noReferences)]
      for (const line of lines) expect(within(card).getByText(line)).toBeInTheDocument()
    })

    test('draws a form with every field its definition describes, and its problems', () => {
      const { store } = openEditor({ document: freshNode(definition), part: <Inspector /> })
      act(() => store.getState().inspect('n'))
      const settings = screen.getByRole('region', { name: 'Settings' })
      for (const { info } of describedFields(definition.config))
        expect(within(settings).getAllByText(info.label).length).toBeGreaterThan(0)
      for (const { message } of store.getState().problems.filter(({ nodeId }) => nodeId === 'n'))
        expect(within(settings).getAllByText(message, { exact: false }).length).toBeGreaterThan(0)
    })

    test('bears settings that do not fit it at all', () => {
      const document = freshNode(definition)
      const odd = Object.fromEntries(describedFields(definition.config).map(({ name }) => [name, 17]))
      const nodes = document.nodes.map((node) => ({ ...node, config: odd }))
      const { store } = openEditor({
        document: { ...document, nodes },
        part: (
          <>
            <Canvas />
            <Inspector />
          </>
        ),
      })
      act(() => store.getState().inspect('n'))
      expect(screen.getByRole('region', { name: 'Settings' })).toBeInTheDocument()
    })
  },
)

describe.each(catalogue.filter(isStepType).map((definition) => [definition.type, definition] as const))(
  'a fresh %s as a step',
  (type, definition) => {
    test('shows its own form inside the sequence, with its problems', async () => {
      const sequence = catalogue.find(({ kind }) => kind === 'sequence')
      if (!sequence) throw new Error('the catalogue has a sequence')
      const document = freshNode(sequence)
      const steps = [{ id: 's', type, config: { ...definition.initial } }]
      const nodes = document.nodes.map((node) => ({ ...node, config: { steps } }))
      const { store, user } = openEditor({ document: { ...document, nodes }, part: <Inspector /> })
      act(() => store.getState().inspect('n'))
      await user.click(screen.getByRole('button', { name: `Step 1: ${definition.title}` }))
      for (const { info } of describedFields(definition.config))
        expect(screen.getAllByText(info.label).length).toBeGreaterThan(0)
      for (const { message, field } of store.getState().problems)
        if (field?.startsWith('steps.'))
          expect(screen.getAllByText(message, { exact: false }).length).toBeGreaterThan(0)
    })
  },
)

test('a node of an unknown type is a card with a problem, not a crash', () => {
  const document: WorkflowDocument = {
    ...emptyDocument,
    nodes: [{ id: 'n', type: 'of-tomorrow', name: 'Future', config: { x: 1 }, position: { x: 0, y: 0 } }],
  }
  const { store } = openEditor({
    document,
    part: (
      <>
        <Canvas />
        <Inspector />
      </>
    ),
  })
  act(() => store.getState().inspect('n'))
  expect(screen.getByLabelText('of-tomorrow: Future')).toHaveTextContent('does not know this type')
  expect(screen.getByRole('region', { name: 'Settings' })).toHaveTextContent('does not know the node type')
})
