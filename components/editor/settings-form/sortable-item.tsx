'use client'

import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'

type SortableItemProps = {
  /** What the item is called, for its buttons. */
  name: string
  /** Tells this list from others on the page, so that nothing is dropped into the wrong one. */
  listId: string
  index: number
  count: number
  onMove: (from: number, to: number) => void
  isReadOnly: boolean
  /** More buttons at the end of the line. */
  actions: ReactNode
  header: ReactNode
  children?: ReactNode
}

/** One entry of a list whose order matters: moved by its buttons, or dragged by its grip. */
export function SortableItem(props: SortableItemProps) {
  const { name, listId, index, count, onMove, isReadOnly, actions, header, children } = props
  const [isOver, setOver] = useState(false)
  const dragType = `application/x-${listId.replace(/\W/g, '').toLowerCase()}`
  const isOurs = (event: DragEvent) => event.dataTransfer.types.includes(dragType)
  return (
    <li
      className={cn('rounded-lg border bg-surface', isOver && 'border-accent')}
      onDragOver={(event) => {
        if (!isOurs(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (isOurs(event)) onMove(Number(event.dataTransfer.getData(dragType)), index)
      }}
    >
      <div className="flex items-center gap-0.5 p-1.5">
        {isReadOnly ? null : (
          <span
            draggable
            aria-hidden
            title="Drag to reorder"
            className="hidden cursor-grab p-0.5 text-ink-faint sm:block"
            onDragStart={(event) => event.dataTransfer.setData(dragType, String(index))}
          >
            <GripVertical className="size-4" />
          </span>
        )}
        <div className="min-w-0 flex-1">{header}</div>
        {isReadOnly ? null : (
          <>
            <IconButton
              size="sm"
              className="w-7"
              label={`Move ${name} up`}
              disabled={index === 0}
              onClick={() => onMove(index, index - 1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              size="sm"
              className="w-7"
              label={`Move ${name} down`}
              disabled={index === count - 1}
              onClick={() => onMove(index, index + 1)}
            >
              <ArrowDown />
            </IconButton>
            {actions}
          </>
        )}
      </div>
      {children}
    </li>
  )
}
