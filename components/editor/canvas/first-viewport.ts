import type { Position } from '@/workflows/edit/add-node'
import type { Size } from '@/workflows/edit/tidy-layout'

type Box = Position & Size

const margin = 40
const readableZoomMin = 0.6
const startZoom = 0.8

/** The box around some boxes. */
export function boundsOf(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}

/**
 * Where to look first: at everything, in the middle, when that can be read; else at the leftmost card, at the left
 * edge, half way down.
 */
export function firstViewport(bounds: Box, cards: Box[], screen: Size): Position & { zoom: number } {
  const fitting = Math.min(
    (screen.width - 2 * margin) / bounds.width,
    (screen.height - 2 * margin) / bounds.height,
    1,
  )
  if (fitting >= readableZoomMin)
    return {
      x: screen.width / 2 - (bounds.x + bounds.width / 2) * fitting,
      y: screen.height / 2 - (bounds.y + bounds.height / 2) * fitting,
      zoom: fitting,
    }
  const first = cards.reduce((leftmost, card) => (card.x < leftmost.x ? card : leftmost))
  return {
    x: margin - first.x * startZoom,
    y: screen.height / 2 - (first.y + first.height / 2) * startZoom,
    zoom: startZoom,
  }
}
