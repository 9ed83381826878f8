'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { useEditor } from '../editor-context'
import type { LoadedWorkflow } from './loaded-workflow'

/** The name of the workflow, changed where it stands: Enter or leaving keeps it, Escape does not. */
export function WorkflowName({ workflow: { id, name } }: { workflow: LoadedWorkflow }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const [typed, setTyped] = useState<string | null>(null)
  const rename = useMutation(
    trpc.workflows.rename.mutationOptions({
      onSettled: async () => {
        await queryClient.invalidateQueries(trpc.workflows.pathFilter())
        setTyped(null)
      },
    }),
  )
  const keep = () => {
    const wanted = typed?.trim()
    if (wanted && wanted !== name) rename.mutate({ id, name: wanted })
    else setTyped(null)
  }
  return (
    <h1 className="min-w-0 max-w-full">
      <input
        aria-label="Workflow name"
        className="field-sizing-content min-w-16 max-w-full truncate rounded-sm border border-transparent bg-transparent px-1.5 py-0.5 font-semibold text-base outline-none enabled:hover:border-line-strong focus-visible:border-accent"
        value={typed ?? name}
        disabled={isReadOnly}
        maxLength={200}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
    </h1>
  )
}
