'use client'

import { Plus, SquareCheckBig } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { TaskDialog } from './task-dialog'
import { TaskList } from './task-list'

/** Everything that was or is to be done about a prospect. */
export function ProspectTasks({ prospectId }: { prospectId: string }) {
  const [isOpen, setOpen] = useState(false)
  const createButton = useCanEdit() ? (
    <Button onClick={() => setOpen(true)}>
      <Plus />
      Create task
    </Button>
  ) : null
  return (
    <>
      <TaskList
        filter={{ status: 'all', prospectId }}
        isProspectHidden
        empty={
          <EmptyState icon={<SquareCheckBig />} title="No tasks about this prospect">
            Create one, or let a workflow do it with the action “Create task”.
          </EmptyState>
        }
      />
      <div className="mt-4 flex justify-end">{createButton}</div>
      <TaskDialog prospectId={prospectId} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
