'use client'

import { useNodesInitialized, useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useRef } from 'react'
import { boundsOf, firstViewport } from './first-viewport'

/** Once the cards are measured: shows the whole drawing, or where it starts when the whole could not be read. */
export function useFirstView(area: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow()
  const isMeasured = useNodesInitialized()
  const isShown = useRef(false)
  useEffect(() => {
    const box = area.current?.getBoundingClientRect()
    if (!isMeasured || isShown.current || !box?.width) return
    isShown.current = true
    const cards = flow.getNodes().map(({ position, measured }) => ({
      ...position,
      width: measured?.width ?? 0,
      height: measured?.height ?? 0,
    }))
    void flow.setViewport(firstViewport(boundsOf(cards), cards, box))
  }, [flow, isMeasured, area])
}
