'use client'

import { Copy, Ellipsis, PencilLine, Trash2, TriangleAlert } from 'lucide-react'
import { summaryOf, titleOf } from '@/components/editor/node-view'
import { SortableItem } from '@/components/editor/settings-form/sortable-item'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { definitionFor } from '@/workflows/catalogue'
import type { Problem } from '@/workflows/compile'
import { describeCriteria } from '@/workflows/criteria/describe-criteria'
import { vocabularyOf } from '@/workflows/criteria/vocabulary-of'
import type { FinishAction } from '@/workflows/finish-actions'
import type { References } from '@/workflows/references'

type FinishActionRowProps = {
  entry: FinishAction
  index: number
  count: number
  references: References
  /** Of the whole list; those of this entry are shown. */
  problems: Problem[]
  isReadOnly: boolean
  onMove: (from: number, to: number) => void
  onEdit: () => void
  onDuplicate: () => void
  onDelete: () => void
}

/** One Finish Action: its place, its name, what it does and when (IF-4, IF-9). */
export function FinishActionRow(props: FinishActionRowProps) {
  const { entry, index, count, problems, isReadOnly, onMove } = props
  const own = problems.filter(({ nodeId }) => nodeId === entry.id)
  return (
    <SortableItem
      name={entry.name}
      listId="finish-actions"
      index={index}
      count={count}
      onMove={onMove}
      isReadOnly={isReadOnly}
      header={<RowHeader {...props} />}
      actions={<RowMenu {...props} />}
    >
      {own.length ? (
        <ul className="flex flex-col gap-1 border-t px-4 py-2">
          {own.map(({ code, field, message }) => (
            <li key={`${code} ${field} ${message}`} className="flex gap-1.5 text-[13px] text-warn">
              <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
              {message}
            </li>
          ))}
        </ul>
      ) : null}
    </SortableItem>
  )
}

function RowHeader({ entry, index, references }: FinishActionRowProps) {
  const vocabulary = vocabularyOf({ fields: references.fields, references })
  const sentence = summaryOf({ type: entry.type, config: entry.config }, references)
  return (
    <div className="flex min-w-0 items-start gap-3 px-1.5 py-1">
      <span className="w-5 shrink-0 text-right text-ink-faint tabular-nums">{index + 1}.</span>
      <Icon name={definitionFor(entry.type)?.icon ?? ''} className="mt-0.5 text-ink-soft" />
      <div className="min-w-0">
        <p className="truncate font-medium" title={titleOf(entry.type)}>
          {entry.name}
        </p>
        <p className="break-words text-ink-soft">{sentence}</p>
        <p className="break-words text-[13px] text-ink-faint">
          {entry.criteria?.rules.length
            ? `Only if ${describeCriteria(entry.criteria, vocabulary)}`
            : 'Always'}
        </p>
      </div>
    </div>
  )
}

function RowMenu({ entry, onEdit, onDuplicate, onDelete }: FinishActionRowProps) {
  return (
    <>
      <IconButton size="sm" className="w-7" label={`Edit ${entry.name}`} onClick={onEdit}>
        <PencilLine />
      </IconButton>
      <DropdownMenu
        trigger={
          <IconButton size="sm" className="w-7" label={`More about ${entry.name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Copy />} onSelect={onDuplicate}>
          Duplicate
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} isDanger onSelect={onDelete}>
          Delete…
        </MenuItem>
      </DropdownMenu>
    </>
  )
}
