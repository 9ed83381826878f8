'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { useFullPages } from '@/components/trpc/use-full-pages'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import type { ProspectSort } from '@/server/prospects/list-prospects'
import type { Criteria } from '@/workflows/criteria/criteria'
import type { ProspectColumn } from './prospect-columns'
import { prospectName } from './prospect-name'
import type { ProspectRecord } from './prospect-record'
import type { ListSort } from './use-list-query'

const limit = 50

export type Selected = ReadonlySet<string> | 'all'

type ProspectListProps = {
  search: string
  criteria: Criteria
  sorted: ListSort
  onSort: (sorted: ListSort) => void
  columns: ProspectColumn[]
  /** Ids, or everybody who matches. */
  selected: Selected
  onSelect: (selected: Selected) => void
  /** Stands there while there is not a single prospect. */
  empty: ReactNode
}

/** Prospects that a search and a filter match, in order; some or all can be selected. */
export function ProspectList({ search, criteria, sorted, empty, ...shown }: ProspectListProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.prospects.list.infiniteQueryOptions(
      { limit, ...(search && { search }), ...(criteria && { criteria }), ...sorted },
      { getNextPageParam: (page) => page.next, placeholderData: keepPreviousData },
    ),
  )
  useFullPages(query, limit)
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const prospects = pages.flatMap(({ items }) => items)
        if (prospects.length === 0 && query.hasNextPage) return <NobodySoFar query={query} />
        if (prospects.length === 0) return search || criteria ? <NobodyFound /> : empty
        return (
          <div className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
            <ProspectTable prospects={prospects} sorted={sorted} {...shown} />
            <LoadMore query={query} />
          </div>
        )
      }}
    </QueryState>
  )
}

function NobodyFound() {
  return (
    <EmptyState title="Nobody found">
      Search for the beginning of a name, an organization or an address, or take a condition out of the
      filter.
    </EmptyState>
  )
}

function NobodySoFar({ query }: ComponentProps<typeof LoadMore>) {
  return (
    <EmptyState title="Nobody found so far" action={<LoadMore query={query} />}>
      No index leads to what is looked for, so everybody is looked through. The beginning of a rarer word, or
      a condition such as a tag, a list or an owner, is quicker.
    </EmptyState>
  )
}

type ProspectTableProps = Pick<
  ProspectListProps,
  'sorted' | 'onSort' | 'columns' | 'selected' | 'onSelect'
> & {
  prospects: ProspectRecord[]
}

function ProspectTable({ prospects, sorted, onSort, columns, selected, onSelect }: ProspectTableProps) {
  const isSelected = (id: string) => selected === 'all' || selected.has(id)
  const areAllSelected = prospects.every(({ id }) => isSelected(id))
  const isSomeSelected = selected === 'all' || selected.size > 0
  const allIds = prospects.map(({ id }) => id)
  return (
    <Table label="Prospects">
      <TableHead>
        <Th className="w-10 pr-0">
          <Checkbox
            aria-label="Select all that are shown"
            className="align-middle"
            checked={areAllSelected || (isSomeSelected && 'indeterminate')}
            onCheckedChange={() => onSelect(new Set(areAllSelected ? [] : allIds))}
          />
        </Th>
        <SortableTh label="Name" sort="name" sorted={sorted} onSort={onSort} />
        {columns.map((column) => (
          <SortableTh
            key={column.name}
            label={column.label}
            sort={column.sort}
            isNumber={column.isNumber}
            sorted={sorted}
            onSort={onSort}
            className={narrowClass(column, sorted)}
          />
        ))}
      </TableHead>
      <TableBody>
        {prospects.map((prospect) => (
          <ProspectRow
            key={prospect.id}
            prospect={prospect}
            columns={columns}
            sorted={sorted}
            isSelected={isSelected(prospect.id)}
            onToggle={() => onSelect(toggled(selected === 'all' ? new Set(allIds) : selected, prospect.id))}
          />
        ))}
      </TableBody>
    </Table>
  )
}

/** On a narrow screen stand the name, the address below it, the score, and what the list is sorted by. */
function narrowClass({ name, sort }: ProspectColumn, sorted: ListSort): string | undefined {
  return name === 'score' || (sort === sorted.sort && name !== 'email') ? undefined : 'max-md:hidden'
}

type SortableThProps = {
  label: string
  sort: ProspectSort | null
  isNumber?: boolean
  sorted: ListSort
  onSort: (sorted: ListSort) => void
  className?: string | undefined
}

/** Texts begin with A; numbers and dates with the largest. */
const firstOrder: Record<ProspectSort, ListSort['order']> = {
  name: 'asc',
  email: 'asc',
  score: 'desc',
  created: 'desc',
  lastActivity: 'desc',
}

function SortableTh({ label, sort, isNumber = false, sorted, onSort, className }: SortableThProps) {
  if (!sort)
    return (
      <Th isNumber={isNumber} className={className}>
        {label}
      </Th>
    )
  const isSorted = sorted.sort === sort
  const next = isSorted ? (sorted.order === 'asc' ? 'desc' : 'asc') : firstOrder[sort]
  const Arrow = (isSorted ? sorted.order : next) === 'asc' ? ArrowUp : ArrowDown
  return (
    <Th
      isNumber={isNumber}
      className={className}
      aria-sort={isSorted ? (sorted.order === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        className="group inline-flex items-center gap-1 rounded-sm focus-ring hover:text-ink"
        onClick={() => onSort({ sort, order: next })}
      >
        {label}
        <Arrow
          aria-hidden
          className={cn(
            'size-3.5',
            !isSorted && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
          )}
        />
      </button>
    </Th>
  )
}

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return selected.has(id)
    ? new Set([...selected].filter((other) => other !== id))
    : new Set([...selected, id])
}

type ProspectRowProps = {
  prospect: ProspectRecord
  columns: ProspectColumn[]
  sorted: ListSort
  isSelected: boolean
  onToggle: () => void
}

function ProspectRow({ prospect, columns, sorted, isSelected, onToggle }: ProspectRowProps) {
  const name = prospectName(prospect)
  return (
    <TableRow className={isSelected ? 'bg-accent-soft/50' : undefined}>
      <Td className="w-10 pr-0">
        <Checkbox
          aria-label={`Select ${name}`}
          className="align-middle"
          checked={isSelected}
          onCheckedChange={onToggle}
        />
      </Td>
      <Td className="min-w-32 max-w-48">
        <Link
          href={`/prospects/${prospect.id}`}
          title={name}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
        >
          {name}
        </Link>
        <span className="block truncate text-ink-faint text-xs md:hidden">{prospect.email}</span>
      </Td>
      {columns.map((column) => (
        <Td
          key={column.name}
          isNumber={column.isNumber}
          className={cn(
            'max-w-60 whitespace-nowrap',
            column.name !== 'score' && 'text-ink-soft',
            narrowClass(column, sorted),
          )}
        >
          {column.cell(prospect)}
        </Td>
      ))}
    </TableRow>
  )
}
