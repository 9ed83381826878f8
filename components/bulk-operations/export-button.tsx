'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { ProspectSelection } from '@/server/prospects/prospect-selection'

type ExportButtonProps = {
  /** Who is exported; everybody who matches at the moment the worker begins. */
  selection: ProspectSelection
}

/** Opens the choice of columns of an export. */
export function ExportButton({ selection: _selection }: ExportButtonProps) {
  return (
    <Button disabled>
      <Download />
      Export
    </Button>
  )
}
