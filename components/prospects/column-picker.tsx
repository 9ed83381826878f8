'use client'

import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import Link from 'next/link'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { IconButton } from '@/components/ui/icon-button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import type { ProspectColumn } from './prospect-columns'

type ColumnPickerProps = {
  known: ProspectColumn[]
  chosen: ProspectColumn[]
  isUsual: boolean
  /** Before it is known what is chosen. */
  isPending: boolean
  /** Names of columns in order; null for the usual ones. */
  onChoose: (names: string[] | null) => void
}

/** Which columns the list has, and in which order. At least one stays. */
export function ColumnPicker({ known, chosen, isUsual, isPending, onChoose }: ColumnPickerProps) {
  const names = chosen.map(({ name }) => name)
  const others = known.filter(({ name }) => !names.includes(name))
  const move = (name: string, by: -1 | 1) => {
    const at = names.indexOf(name)
    const next = names.filter((other) => other !== name)
    next.splice(at + by, 0, name)
    onChoose(next)
  }
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button disabled={isPending}>
          <Columns3 />
          Columns
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Columns" className="w-72 p-0">
        <ul className="max-h-80 overflow-y-auto p-2">
          {[...chosen, ...others].map((column) => (
            <ColumnEntry
              key={column.name}
              column={column}
              place={names.indexOf(column.name)}
              count={names.length}
              onToggle={(isShown) =>
                onChoose(isShown ? [...names, column.name] : names.filter((name) => name !== column.name))
              }
              onMove={(by) => move(column.name, by)}
            />
          ))}
        </ul>
        <div className="flex items-center justify-between gap-2 border-t p-2">
          <Button size="sm" variant="ghost" disabled={isUsual} onClick={() => onChoose(null)}>
            Reset
          </Button>
          <Link
            href="/settings/fields"
            className="rounded-sm px-2 text-[13px] text-accent-ink focus-ring hover:underline"
          >
            Manage fields
          </Link>
        </div>
      </PopoverContent>
    </Popover>
  )
}

type ColumnEntryProps = {
  column: ProspectColumn
  /** −1 when it is not shown. */
  place: number
  count: number
  onToggle: (isShown: boolean) => void
  onMove: (by: -1 | 1) => void
}

function ColumnEntry({ column: { label }, place, count, onToggle, onMove }: ColumnEntryProps) {
  const id = useId()
  const isShown = place >= 0
  return (
    <li className="flex h-8 items-center gap-2 rounded-md px-1.5 hover:bg-sunken/60">
      <Checkbox
        id={id}
        checked={isShown}
        disabled={isShown && count === 1}
        onCheckedChange={(checked) => onToggle(checked === true)}
      />
      <label htmlFor={id} className="min-w-0 flex-1 truncate" title={label}>
        {label}
      </label>
      {isShown ? (
        <>
          <IconButton
            size="sm"
            label={`Move ${label} to the left`}
            disabled={place === 0}
            onClick={() => onMove(-1)}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            size="sm"
            label={`Move ${label} to the right`}
            disabled={place === count - 1}
            onClick={() => onMove(1)}
          >
            <ArrowDown />
          </IconButton>
        </>
      ) : null}
    </li>
  )
}
