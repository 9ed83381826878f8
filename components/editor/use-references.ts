'use client'

import { useMemo } from 'react'
import { useShallow } from 'zustand/shallow'
import type { References } from '@/workflows/references'
import { useEditor, useSources } from './editor-context'
import { sequencesIn, withOwnSequences } from './own-sequences'

/** What the drawing can point to, its own sequences included; a new object only when something in it changed. */
export function useReferences(): References {
  const { references, workflowId } = useSources()
  const flat = useEditor(
    useShallow(({ document }) => sequencesIn(document).flatMap(({ id, name }) => [id, name])),
  )
  return useMemo(() => {
    const sequences = []
    for (let at = 0; at < flat.length; at += 2)
      sequences.push({ id: flat[at] ?? '', name: flat[at + 1] ?? '' })
    return withOwnSequences(references, workflowId, sequences)
  }, [references, workflowId, flat])
}
