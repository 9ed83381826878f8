'use client'

import { Route } from 'lucide-react'
import { useState } from 'react'
import { EnrolDialog } from '@/components/prospects/enrol-dialog'
import { Button } from '@/components/ui/button'
import type { ProspectSelection } from '@/server/prospects/prospect-selection'

type BulkActionsProps = {
  selection: ProspectSelection
  /** How many prospects the selection stands for, as far as the list knows. */
  count: number
  /** Something was started; the selection has done its duty. */
  onDone: () => void
}

/** What can be done with several prospects at once. */
export function BulkActions({ selection, count, onDone }: BulkActionsProps) {
  const [isEnrolling, setEnrolling] = useState(false)
  if (!('ids' in selection) || count === 0) return null
  return (
    <>
      <Button onClick={() => setEnrolling(true)}>
        <Route />
        Enrol in workflow…
      </Button>
      <EnrolDialog
        prospectIds={selection.ids}
        isOpen={isEnrolling}
        onOpenChange={setEnrolling}
        onEnrolled={onDone}
      />
    </>
  )
}
