'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { lookAgain } from '@/components/trpc/look-again'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import type { HoldReason } from '@/server/events/stored-event'
import type { Decision } from './decide-dialog'
import { type HeldRecord, whoOf } from './held-record'
import { HeldWhat, HeldWho } from './held-what'
import { HoldReasonBadge } from './hold-reason'

type Selection = ReadonlyMap<string, HeldRecord>

type HeldListProps = {
  reason: HoldReason | null
  selected: Selection
  /** Null for those who may only look. */
  onSelect: ((selected: Selection) => void) | null
  onDecide: ((decision: Decision, record: HeldRecord) => void) | null
}

/** Held events, the newest first; looks for new ones every few seconds. */
export function HeldList({ reason, selected, onSelect, onDecide }: HeldListProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.holds.list.infiniteQueryOptions(reason ? { reason } : {}, {
      getNextPageParam: (page) => page.next,
      refetchInterval: lookAgain(4_000),
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const records = pages.flatMap(({ items }) => items)
        if (records.length === 0) return <NothingHeld isFiltered={reason !== null} />
        const areAllSelected = records.every(({ id }) => selected.has(id))
        return (
          <>
            <Table label="Held events">
              <TableHead>
                {onSelect ? (
                  <Th className="w-10 pr-0">
                    <Checkbox
                      aria-label="Select all that are shown"
                      className="align-middle"
                      checked={areAllSelected || (selected.size > 0 && 'indeterminate')}
                      onCheckedChange={() =>
                        onSelect(new Map(areAllSelected ? [] : records.map((record) => [record.id, record])))
                      }
                    />
                  </Th>
                ) : null}
                <Th className="max-md:hidden">When</Th>
                <Th>Who</Th>
                <Th>What and why</Th>
                <Th className="max-md:hidden">Reason</Th>
                <Th className="max-md:hidden">Until</Th>
                {onDecide ? <Th className={atTheEdge}>Decide</Th> : null}
              </TableHead>
              <TableBody>
                {records.map((record) => (
                  <HeldRow
                    key={record.id}
                    record={record}
                    isSelected={selected.has(record.id)}
                    onToggle={onSelect && (() => onSelect(toggled(selected, record)))}
                    onDecide={onDecide && ((decision) => onDecide(decision, record))}
                  />
                ))}
              </TableBody>
            </Table>
            <LoadMore query={query} />
          </>
        )
      }}
    </QueryState>
  )
}

function toggled(selected: Selection, record: HeldRecord): Selection {
  const next = new Map(selected)
  if (!next.delete(record.id)) next.set(record.id, record)
  return next
}

/** The decision stays in sight when the table is wider than the window. */
const atTheEdge = 'sticky right-0 bg-surface'

type HeldRowProps = {
  record: HeldRecord
  isSelected: boolean
  onToggle: (() => void) | null
  onDecide: ((decision: Decision) => void) | null
}

function HeldRow({ record, isSelected, onToggle, onDecide }: HeldRowProps) {
  return (
    <TableRow className={isSelected ? 'bg-accent-soft/50' : undefined}>
      {onToggle ? (
        <Td className="w-10 pr-0">
          <Checkbox
            aria-label={`Select ${whoOf(record)}: ${record.summary}`}
            className="align-middle"
            checked={isSelected}
            onCheckedChange={onToggle}
          />
        </Td>
      ) : null}
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        <TimeAgo at={record.at} />
      </Td>
      <Td className="max-w-28 md:max-w-44">
        <HeldWho record={record} />
        <TimeAgo at={record.at} className="block text-ink-faint text-xs md:hidden" />
      </Td>
      <Td className="min-w-48 max-w-sm">
        <HeldWhat record={record} />
      </Td>
      <Td className="max-md:hidden">
        <HoldReasonBadge reason={record.reason} />
      </Td>
      <Td className="min-w-24 text-ink-soft max-md:hidden">
        {record.until ? <TimeAgo at={record.until} /> : 'Somebody decides'}
      </Td>
      {onDecide ? (
        <Td
          className={cn(
            atTheEdge,
            isSelected && 'bg-[color-mix(in_srgb,var(--accent-soft)_50%,var(--surface))]',
          )}
        >
          <div className="flex gap-1.5 max-md:flex-col">
            <Button size="sm" onClick={() => onDecide('release')}>
              Release
            </Button>
            <Button size="sm" variant="ghost" onClick={() => onDecide('discard')}>
              Discard
            </Button>
          </div>
        </Td>
      ) : null}
    </TableRow>
  )
}

function NothingHeld({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="Nothing is held for this reason">Choose another reason, or every reason.</EmptyState>
    )
  return (
    <EmptyState icon={<ShieldCheck />} title="Nothing is held">
      A click that comes too often, that perhaps no person made, or that a paused workflow waits for appears
      here. It can be released, and then does what it would have done.
    </EmptyState>
  )
}
