import type { NodeDefinition } from '@/workflows/define-node'
import { addNode, type Position } from '@/workflows/edit/add-node'
import { connect } from '@/workflows/edit/connect'
import type { CanvasControls } from './editor-context'
import type { EditorState } from './editor-store'
import { freePlace } from './free-place'
import { makeId } from './make-id'

const newCard = { width: 240, height: 100 }
const gap = 90

type AddToCanvas = {
  state: EditorState
  canvas: CanvasControls | null
  definition: NodeDefinition
  /** Where the pointer is; without it, the right of the selected card or the middle of the view is taken. */
  at?: Position
  /** The output that shall lead to the new node. */
  from?: { nodeId: string; output: string }
  /** Whoever chose it with a key goes on in its settings with keys. */
  isByKey?: boolean
}

/** Adds a node where it does not cover others, connects it if asked to, and opens its settings: one step. */
export function addToCanvas({ state, canvas, definition, at, from, isByKey }: AddToCanvas): void {
  const id = makeId()
  const position = at ? { x: at.x, y: at.y } : placeFor(state, canvas)
  state.edit(`Add ${definition.title}`, (document) => {
    const added = addNode(document, { id, definition, position: rounded(position) })
    return from ? connect(added, { id: makeId(), from: from.nodeId, output: from.output, to: id }) : added
  })
  state.insertAt(null)
  state.inspect(id, isByKey ? '' : null)
}

function placeFor({ document, selection }: EditorState, canvas: CanvasControls | null): Position {
  const boxes = document.nodes.map(({ id, position }) => ({
    ...position,
    ...(canvas?.sizeOf(id) ?? newCard),
  }))
  const selected = boxes[document.nodes.findIndex(({ id }) => id === selection.nodeIds[0])]
  const middle = canvas?.center() ?? { x: 0, y: 0 }
  const wanted = selected
    ? { x: selected.x + selected.width + gap, y: selected.y }
    : { x: middle.x - newCard.width / 2, y: middle.y - newCard.height / 2 }
  return freePlace(wanted, newCard, boxes)
}

const rounded = ({ x, y }: Position) => ({ x: Math.round(x / 10) * 10, y: Math.round(y / 10) * 10 })
