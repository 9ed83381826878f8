'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { Tooltip } from '@/components/ui/tooltip'
import { afterDeletionChoices } from './delete-link-dialog'
import { autoTypeNames, CampaignState } from './link-campaign'
import { isFiltered, type LinkFilters, toInput } from './link-filters'
import { LinkMenu } from './link-menu'
import type { ListedLink } from './listed-link'

export type LinkTab = 'redirect' | 'custom' | 'auto' | 'email'

type LinkListProps = {
  tab: LinkTab
  search: string
  filters: LinkFilters
  /** Stands there while there is none. */
  empty: ReactNode
}

/** One kind of links with their clicks (IM-10). */
export function LinkList({ tab, search, filters, empty }: LinkListProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.links.list.infiniteQueryOptions(
      { tab, ...(search && { search }), ...toInput(filters) },
      { getNextPageParam: (page) => page.next },
    ),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const links = pages.flatMap(({ items }) => items)
        if (links.length === 0)
          return search || isFiltered(filters) ? <NothingFound filters={filters} /> : empty
        return (
          <>
            <Table label="Links">
              <TableHead>
                <Th>Name</Th>
                {tab === 'auto' ? <Th className="max-md:hidden">Type</Th> : null}
                <Th className="max-md:hidden">Short URL</Th>
                {tab === 'auto' ? null : <Th className="max-xl:hidden">Destination</Th>}
                {filters.isDeleted ? <Th>Deleted</Th> : null}
                <Th isNumber>
                  <Tooltip content={clicksDefinition}>
                    <button type="button" className="inline-flex items-center gap-1 rounded-sm focus-ring">
                      Clicks
                      <Info className="size-3.5" aria-hidden />
                    </button>
                  </Tooltip>
                </Th>
                <Th>
                  <span className="sr-only">More</span>
                </Th>
              </TableHead>
              <TableBody>
                {links.map((link) => (
                  <LinkRow key={link.id} link={link} tab={tab} isDeleted={filters.isDeleted} />
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

const clicksDefinition =
  'Total link-clicks: every click, whatever was thought of it. Below: those judged to be a person’s, and those suspected to be bots. How many different people clicked stands in the details of a link.'

function NothingFound({ filters }: { filters: LinkFilters }) {
  return filters.isDeleted ? (
    <EmptyState title="No deleted link here">Links that are deleted can be restored from here.</EmptyState>
  ) : (
    <EmptyState title="No link matches">
      Search for part of a name, destination, note or short URL, or take a filter out.
    </EmptyState>
  )
}

function LinkRow({ link, tab, isDeleted }: { link: ListedLink; tab: LinkTab; isDeleted: boolean }) {
  const { id, name, shortUrl, destination, tags } = link
  return (
    <TableRow>
      <Td className="max-w-40 md:max-w-52">
        <Link
          href={`/links/${id}`}
          title={name}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
        >
          {name}
        </Link>
        {tab === 'auto' ? (
          <span className="block text-ink-faint text-xs md:hidden">
            <AutoType link={link} />
          </span>
        ) : null}
        {tags.length ? (
          <span className="mt-0.5 flex flex-wrap gap-1">
            {tags.slice(0, TAGS_SHOWN).map((tag) => (
              <Badge key={tag} className="h-5">
                <span className="max-w-32 truncate">{tag}</span>
              </Badge>
            ))}
            {tags.length > TAGS_SHOWN ? <Badge className="h-5">+{tags.length - TAGS_SHOWN}</Badge> : null}
          </span>
        ) : null}
      </Td>
      {tab === 'auto' ? (
        <Td className="whitespace-nowrap max-md:hidden">
          <AutoType link={link} />
        </Td>
      ) : null}
      <Td className="py-1 max-md:hidden">
        <span className="flex items-center gap-1 whitespace-nowrap text-ink-soft">
          <span className="max-w-44 truncate xl:max-w-60" title={shortUrl}>
            {withoutScheme(shortUrl)}
          </span>
          <CopyButton text={shortUrl} label={tab === 'auto' ? 'Copy Link' : 'Copy short URL'} />
        </span>
      </Td>
      {tab === 'auto' ? null : (
        <Td className="max-w-48 max-xl:hidden">
          <span className="block truncate text-ink-soft" title={destination}>
            {withoutScheme(destination)}
          </span>
        </Td>
      )}
      {isDeleted ? <DeletedCell link={link} /> : null}
      <ClicksCell clicks={link.clicks} />
      <Td className="w-12 py-1 pr-2 text-right">
        <LinkMenu link={link} />
      </Td>
    </TableRow>
  )
}

const TAGS_SHOWN = 3

/** What the workspace made the link for, and whether that still takes anybody. */
function AutoType({ link: { autoType, campaign } }: { link: ListedLink }) {
  return (
    <>
      {autoType ? autoTypeNames[autoType] : null}
      <CampaignState campaign={campaign} />
    </>
  )
}

function DeletedCell({ link: { deletedAt, afterDeletion } }: { link: ListedLink }) {
  return (
    <Td className="whitespace-nowrap text-ink-soft">
      {deletedAt ? <TimeAgo at={deletedAt} /> : null}
      <span className="block text-ink-faint text-xs">
        {afterDeletionChoices.find(({ value }) => value === afterDeletion)?.now}
      </span>
    </Td>
  )
}

function ClicksCell({ clicks: { total, human, suspected } }: Pick<ListedLink, 'clicks'>) {
  const parts = [
    `${human.toLocaleString('en')} human`,
    suspected ? `${suspected.toLocaleString('en')} suspected` : null,
  ]
  return (
    <Td isNumber className="whitespace-nowrap">
      <span className="font-medium">{total.toLocaleString('en')}</span>
      <span className="block text-ink-faint text-xs">{parts.filter(Boolean).join(' · ')}</span>
    </Td>
  )
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
