'use client'

import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { useCanvas } from '../editor-context'

const cardSize = { width: 240, height: 100 }
const fitOptions = { padding: 0.15, maxZoom: 1, minZoom: 0.2, duration: 200 }

/** Hands what only the canvas can do to commands and panels, as long as it is on screen. */
export function useCanvasControls(area: RefObject<HTMLElement | null>): void {
  const canvas = useCanvas()
  const flow = useReactFlow()
  useEffect(() => {
    const sizeOf = (nodeId: string) => ({
      width: flow.getInternalNode(nodeId)?.measured.width ?? cardSize.width,
      height: flow.getInternalNode(nodeId)?.measured.height ?? cardSize.height,
    })
    canvas.current = {
      sizeOf,
      // A frame later, so that what has just changed is drawn and measured.
      fitView: () => void requestAnimationFrame(() => void flow.fitView(fitOptions)),
      zoomIn: () => void flow.zoomIn({ duration: 150 }),
      zoomOut: () => void flow.zoomOut({ duration: 150 }),
      reveal: (nodeId) => {
        const box = boxInView(area.current)
        const position = flow.getInternalNode(nodeId)?.internals.positionAbsolute
        if (!box || !position) return
        const { width, height } = sizeOf(nodeId)
        const { zoom } = flow.getViewport()
        const at = flow.flowToScreenPosition(position)
        const by = {
          x: shift(at.x, at.x + width * zoom, box.left, box.right),
          y: shift(at.y, at.y + height * zoom, box.top, box.bottom),
        }
        const { x, y } = flow.getViewport()
        if (by.x || by.y) void flow.setViewport({ x: x + by.x, y: y + by.y, zoom }, { duration: 200 })
      },
      centerOn: (nodeId) => {
        const box = boxInView(area.current)
        const outer = area.current?.getBoundingClientRect()
        const position = flow.getInternalNode(nodeId)?.internals.positionAbsolute
        if (!box || !outer || !position) return
        const { width, height } = sizeOf(nodeId)
        const zoom = Math.max(flow.getZoom(), 0.7)
        const x = box.left - outer.left + box.width / 2 - (position.x + width / 2) * zoom
        const y = box.top - outer.top + box.height / 2 - (position.y + height / 2) * zoom
        void flow.setViewport({ x, y, zoom }, { duration: 200 })
      },
      at: (screen) => flow.screenToFlowPosition(screen),
      center: () => {
        const box = boxInView(area.current) ?? new DOMRect()
        return flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
      },
    }
    return () => {
      canvas.current = null
    }
  }, [canvas, flow, area])
}

const margin = 24

/** How far a stretch must move to lie between two edges; its beginning counts most when it is longer than that. */
function shift(from: number, to: number, start: number, end: number): number {
  if (from < start + margin) return start + margin - from
  return to > end - margin ? Math.max(end - margin - to, start + margin - from) : 0
}

/** The buttons and the overview along the lower edge. */
const overviewHeight = 110

/** The part of the canvas that nothing covers: on narrow screens panels rise over its lower part. */
function boxInView(area: HTMLElement | null): DOMRect | undefined {
  const box = area?.getBoundingClientRect()
  const panel = document.querySelector('[data-side-panel]')?.getBoundingClientRect()
  const isCovered =
    box && panel && panel.top > box.top && panel.top < box.bottom && panel.left < box.right - 1
  if (!box) return undefined
  const height = isCovered ? panel.top - box.y : Math.max(box.height - overviewHeight, 0)
  return new DOMRect(box.x, box.y, box.width, height)
}
