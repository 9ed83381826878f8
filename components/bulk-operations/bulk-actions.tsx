'use client'

import { ChevronDown, ListMinus, ListPlus, Pencil, Route, Tag, Trash2, UserCog } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import type { ProspectSelection } from '@/server/prospects/prospect-selection'
import { type ActionType, BulkActionDialog } from './bulk-action-dialog'
import { OperationDialog } from './operation-dialog'

type BulkActionsProps = {
  selection: ProspectSelection
  /** How many prospects the selection stands for, as far as the list knows. */
  count: number
  /** Something was started; the selection has done its duty. */
  onDone: () => void
}

const entries: { type: ActionType; label: string; icon: ReactNode }[] = [
  { type: 'add-tags', label: 'Add tags…', icon: <Tag /> },
  { type: 'remove-tags', label: 'Remove tags…', icon: <Tag /> },
  { type: 'add-to-list', label: 'Add to list…', icon: <ListPlus /> },
  { type: 'remove-from-list', label: 'Remove from list…', icon: <ListMinus /> },
  { type: 'change-field', label: 'Change field…', icon: <Pencil /> },
  { type: 'assign-owner', label: 'Assign owner…', icon: <UserCog /> },
  { type: 'enrol', label: 'Enrol in workflow…', icon: <Route /> },
]

/** What can be done with several prospects at once. */
export function BulkActions({ selection, count, onDone }: BulkActionsProps) {
  const [type, setType] = useState<ActionType | null>(null)
  const [operationId, setOperationId] = useState<string | null>(null)
  const canEdit = useCanEdit()
  if (!canEdit) return null
  return (
    <>
      <DropdownMenu
        align="start"
        trigger={
          <Button disabled={count === 0}>
            Actions
            <ChevronDown />
          </Button>
        }
      >
        {entries.map((entry) => (
          <MenuItem key={entry.type} icon={entry.icon} onSelect={() => setType(entry.type)}>
            {entry.label}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem isDanger icon={<Trash2 />} onSelect={() => setType('erase')}>
          Erase…
        </MenuItem>
      </DropdownMenu>
      {type ? (
        <BulkActionDialog
          key={type}
          type={type}
          selection={selection}
          onClose={() => setType(null)}
          onStarted={(id) => {
            setType(null)
            setOperationId(id)
          }}
        />
      ) : null}
      <OperationDialog
        id={operationId}
        onClose={() => {
          setOperationId(null)
          onDone()
        }}
      />
    </>
  )
}
