'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { AlertDialog } from 'radix-ui'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { useEditor, useEditorStore } from '../editor-context'
import type { LoadedWorkflow } from './loaded-workflow'
import type { Draft } from './use-draft'

/** Somebody else saved this draft meanwhile: nothing of either is lost, and the person here decides how to go on. */
export function ConflictDialog({ workflow, draft }: { workflow: LoadedWorkflow; draft: Draft }) {
  const isOpen = useEditor(({ saving }) => saving.status === 'conflict')
  const { keepAsCopy, isPending } = useKeepingAsCopy(workflow, draft)
  return (
    <AlertDialog.Root open={isOpen}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <AlertDialog.Content className="fixed top-[14vh] left-1/2 z-40 w-[calc(100vw-1.5rem)] max-w-md -translate-x-1/2 animate-appear rounded-xl border bg-surface p-5 shadow-pop outline-none">
          <AlertDialog.Title className="font-semibold text-base">
            Someone else changed this workflow
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-soft">
            Their changes are saved; your last ones are not. Load theirs and go on from there, or keep yours
            as a workflow of its own and compare.
          </AlertDialog.Description>
          <footer className="mt-5 flex flex-wrap justify-end gap-2">
            <Button isPending={isPending} onClick={keepAsCopy}>
              Keep mine as a copy
            </Button>
            <Button variant="primary" onClick={() => void draft.reload()}>
              Load theirs
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** Puts what is drawn here into a new workflow, opens that one, and leaves theirs as it is. */
function useKeepingAsCopy({ name }: LoadedWorkflow, draft: Draft) {
  const trpc = useTRPC()
  const store = useEditorStore()
  const router = useRouter()
  const create = useMutation(trpc.workflows.create.mutationOptions())
  const keep = async () => {
    const { document } = store.getState()
    const { id } = await create.mutateAsync({ name: `${name} (my changes)`.slice(0, 200), document })
    await draft.reload()
    toast.success('Your drawing is kept as a workflow of its own.')
    router.push(`/workflows/${id}`)
  }
  return {
    isPending: create.isPending,
    keepAsCopy: () => void keep().catch(() => {}), // the mutation shows its own error, and the dialog stays
  }
}
