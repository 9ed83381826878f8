'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Checkbox } from '@/components/ui/checkbox'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { prospectName } from './prospect-name'
import type { ProspectRecord } from './prospect-record'
import { TagList } from './tag-list'

type ProspectListProps = {
  search: string
  selected: ReadonlySet<string>
  onSelect: (ids: ReadonlySet<string>) => void
  /** Stands there while there is not a single prospect. */
  empty: ReactNode
}

/** Prospects, the newest first; several can be selected. */
export function ProspectList({ search, selected, onSelect, empty }: ProspectListProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.prospects.list.infiniteQueryOptions(search ? { search } : {}, {
      getNextPageParam: (page) => page.next,
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const prospects = pages.flatMap(({ items }) => items)
        if (prospects.length === 0 && search)
          return (
            <EmptyState title="Nobody found">
              Search for part of a name, an organization or an address.
            </EmptyState>
          )
        if (prospects.length === 0) return empty
        const areAllSelected = prospects.every(({ id }) => selected.has(id))
        return (
          <>
            <Table label="Prospects">
              <TableHead>
                <Th className="w-10 pr-0">
                  <Checkbox
                    aria-label="Select all that are shown"
                    className="align-middle"
                    checked={areAllSelected || (selected.size > 0 && 'indeterminate')}
                    onCheckedChange={() =>
                      onSelect(new Set(areAllSelected ? [] : prospects.map(({ id }) => id)))
                    }
                  />
                </Th>
                <Th>Name</Th>
                <Th className="max-md:hidden">Email</Th>
                <Th className="max-lg:hidden">Organization</Th>
                <Th className="max-md:hidden">Tags</Th>
                <Th isNumber>Score</Th>
                <Th className="max-md:hidden">Last activity</Th>
              </TableHead>
              <TableBody>
                {prospects.map((prospect) => (
                  <ProspectRow
                    key={prospect.id}
                    prospect={prospect}
                    isSelected={selected.has(prospect.id)}
                    onToggle={() => onSelect(toggled(selected, prospect.id))}
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

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return selected.has(id)
    ? new Set([...selected].filter((other) => other !== id))
    : new Set([...selected, id])
}

type ProspectRowProps = { prospect: ProspectRecord; isSelected: boolean; onToggle: () => void }

function ProspectRow({ prospect, isSelected, onToggle }: ProspectRowProps) {
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
      <Td className="max-w-52 truncate text-ink-soft max-md:hidden" title={prospect.email ?? undefined}>
        {prospect.email}
      </Td>
      <Td className="max-w-36 truncate text-ink-soft max-lg:hidden" title={prospect.organization}>
        {prospect.organization}
      </Td>
      <Td className="max-w-60 max-md:hidden">
        <TagList tags={prospect.tags} most={2} />
      </Td>
      <Td isNumber>{prospect.score}</Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        {prospect.lastActivityAt ? (
          <TimeAgo at={prospect.lastActivityAt} />
        ) : (
          <span className="text-ink-faint">None yet</span>
        )}
      </Td>
    </TableRow>
  )
}
