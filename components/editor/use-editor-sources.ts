'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { EditorSources } from './editor-context'

type LoadedReferences = RouterOutputs['workflows']['references']

/** What settings forms offer of the workspace; `workflowId` is the workflow being drawn, empty where there is none. */
export function useEditorSources(workflowId: string, references: LoadedReferences): EditorSources {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMemo(
    () => ({
      workflowId,
      references,
      tags: references.tags,
      fields: references.fields,
      loadMessage: (id: string) => queryClient.fetchQuery(trpc.messages.get.queryOptions({ id })),
    }),
    [workflowId, references, trpc, queryClient],
  )
}
