'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Dialog } from '@/components/ui/dialog'
import { BulkPaste } from './bulk-paste'
import { type BulkChoice, BulkPreview } from './bulk-preview'
import { BulkResult } from './bulk-result'

type BulkCreateDialogProps = { kind: 'redirect' | 'custom'; onClose: () => void }
type CheckedRow = RouterOutputs['links']['checkMany'][number]

const titles = { redirect: 'Create many redirect links', custom: 'Create many custom links' }

/** Many links from a pasted list: paste, look at what was understood, make them, take their short URLs along. */
export function BulkCreateDialog({ kind, onClose }: BulkCreateDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const [rows, setRows] = useState<CheckedRow[] | null>(null)
  // Kept while the dialog is open, so that a second try after a failure makes no link twice.
  const [requestId] = useState(() => crypto.randomUUID())
  const check = useMutation(
    trpc.links.checkMany.mutationOptions({ onSuccess: setRows, onError: () => {} }), // shown in the dialog
  )
  const create = useMutation(
    trpc.links.createMany.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.links.pathFilter()),
      onError: () => {}, // shown in the dialog
    }),
  )
  const make = (choice: BulkChoice) => create.mutate({ kind, text, requestId, ...choice })
  return (
    <Dialog isOpen onOpenChange={(isOpen) => isOpen || onClose()} title={titles[kind]} className="max-w-3xl">
      {create.data ? (
        <BulkResult result={create.data} onClose={onClose} />
      ) : rows ? (
        <BulkPreview
          rows={rows}
          error={create.error}
          isPending={create.isPending}
          onBack={() => setRows(null)}
          onCreate={make}
        />
      ) : (
        <BulkPaste
          text={text}
          onTextChange={setText}
          error={check.error}
          isPending={check.isPending}
          onCheck={() => check.mutate({ kind, text })}
          onCancel={onClose}
        />
      )}
    </Dialog>
  )
}
