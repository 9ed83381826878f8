'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { LinkMenu } from './link-menu'
import type { ListedLink } from './listed-link'

export type LinkTab = 'redirect' | 'custom' | 'auto' | 'email'

/** One kind of links with their clicks (IM-10). @param empty stands there while there is none */
export function LinkList({ tab, search, empty }: { tab: LinkTab; search: string; empty: ReactNode }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.links.list.infiniteQueryOptions(search ? { tab, search } : { tab }, {
      getNextPageParam: (page) => page.next,
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const links = pages.flatMap(({ items }) => items)
        if (links.length === 0 && search)
          return (
            <EmptyState title="No link matches">
              Search for part of a name, destination or short URL.
            </EmptyState>
          )
        if (links.length === 0) return empty
        return (
          <>
            <Table label="Links">
              <TableHead>
                <Th>Name</Th>
                <Th className="max-md:hidden">Short URL</Th>
                <Th className="max-lg:hidden">Destination</Th>
                <Th isNumber title="Clicks judged human; beside it all clicks and those suspected to be bots">
                  Clicks
                </Th>
                <Th>
                  <span className="sr-only">More</span>
                </Th>
              </TableHead>
              <TableBody>
                {links.map((link) => (
                  <LinkRow key={link.id} link={link} />
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

function LinkRow({ link }: { link: ListedLink }) {
  const { id, name, shortUrl, destination, clicks } = link
  return (
    <TableRow>
      <Td className="max-w-40 md:max-w-64">
        <Link
          href={`/links/${id}`}
          title={name}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
        >
          {name}
        </Link>
      </Td>
      <Td className="py-1 max-md:hidden">
        <span className="flex items-center gap-1 whitespace-nowrap text-ink-soft">
          <span className="max-w-52 truncate" title={shortUrl}>
            {withoutScheme(shortUrl)}
          </span>
          <CopyButton text={shortUrl} label="Copy short URL" />
        </span>
      </Td>
      <Td className="min-w-40 max-w-64 max-lg:hidden">
        <span className="block truncate text-ink-soft" title={destination}>
          {withoutScheme(destination)}
        </span>
      </Td>
      <Td isNumber className="whitespace-nowrap">
        <span className="font-medium">{clicks.human.toLocaleString('en')}</span>
        <span className="block text-ink-faint text-xs">
          {clicks.total.toLocaleString('en')} all
          {clicks.suspected ? ` · ${clicks.suspected.toLocaleString('en')} suspected` : ''}
        </span>
      </Td>
      <Td className="w-12 py-1 pr-2 text-right">
        <LinkMenu link={link} />
      </Td>
    </TableRow>
  )
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
