'use client'

import { useQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { useUrlState } from '@/components/shell/use-url-state'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import type { LinkTab } from './link-list'

/** What a list of links is narrowed down by; kept in the address, so that it can be shared. Days are `2026-11-21`. */
export type LinkFilters = {
  tag: string | null
  host: string | null
  from: string | null
  to: string | null
  isDeleted: boolean
  sort: 'created' | 'name'
}
type Change = (changes: Partial<LinkFilters>) => void

/** The filters in the address. */
export function useLinkFilters(): [LinkFilters, Change] {
  const [tag, setTag] = useUrlState('tag')
  const [host, setHost] = useUrlState('host')
  const [from, setFrom] = useUrlState('from')
  const [to, setTo] = useUrlState('to')
  const [state, setState] = useUrlState('state')
  const [sort, setSort] = useUrlState('sort')
  const filters: LinkFilters = {
    tag,
    host,
    from: dayOf(from),
    to: dayOf(to),
    isDeleted: state === 'deleted',
    sort: sort === 'name' ? 'name' : 'created',
  }
  return [
    filters,
    (changes) => {
      if (changes.tag !== undefined) setTag(changes.tag)
      if (changes.host !== undefined) setHost(changes.host)
      if (changes.from !== undefined) setFrom(changes.from)
      if (changes.to !== undefined) setTo(changes.to)
      if (changes.isDeleted !== undefined) setState(changes.isDeleted ? 'deleted' : null)
      if (changes.sort !== undefined) setSort(changes.sort === 'name' ? 'name' : null)
    },
  ]
}

/** What the server takes; days are those of the reader, both included. */
export function toInput({ tag, host, from, to, isDeleted, sort }: LinkFilters) {
  return {
    ...(tag && { tag }),
    ...(host && { host }),
    ...(from && { createdFrom: new Date(`${from}T00:00`) }),
    ...(to && { createdBefore: dayAfter(to) }),
    ...(isDeleted && { state: 'deleted' as const }),
    ...(sort === 'name' && { sort }),
  }
}

/** True when something may be left out of the list. */
export function isFiltered({ sort: _, ...filters }: LinkFilters): boolean {
  return Object.values(filters).some(Boolean)
}

function dayOf(text: string | null): string | null {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null
}

function dayAfter(day: string): Date {
  const at = new Date(`${day}T00:00`)
  at.setDate(at.getDate() + 1)
  return at
}

const nothing = { tag: null, host: null, from: null, to: null, isDeleted: false }

type LinkFilterBarProps = { tab: LinkTab; filters: LinkFilters; onChange: Change }

/** Order and filters of a list of links. */
export function LinkFilterBar({ tab, filters, onChange }: LinkFilterBarProps) {
  const { sort: _, ...narrowing } = filters
  const count = Object.values(narrowing).filter(Boolean).length
  return (
    <>
      <Popover>
        <PopoverTrigger asChild>
          <Button>
            <ListFilter />
            {count ? `Filters (${count})` : 'Filters'}
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-80" aria-label="Filters">
          <FilterFields tab={tab} filters={filters} onChange={onChange} />
        </PopoverContent>
      </Popover>
      <Select
        aria-label="Order"
        className="w-40"
        options={[
          { value: 'created', label: 'Newest first' },
          { value: 'name', label: 'Name, A to Z' },
        ]}
        value={filters.sort}
        onValueChange={(sort) => onChange({ sort })}
      />
      {count ? (
        <Button variant="ghost" onClick={() => onChange(nothing)}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}

function FilterFields({ tab, filters, onChange }: LinkFilterBarProps) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.links.facets.queryOptions({ tab, ...(filters.isDeleted && { state: 'deleted' as const }) }),
  )
  const options = (values: string[] = [], chosen: string | null) =>
    [...new Set([...values, ...(chosen ? [chosen] : [])])].map((value) => ({ value, label: value }))
  return (
    <div className="flex flex-col gap-3">
      <FormField label="Tag">
        {(control) => (
          <Combobox
            {...control}
            options={options(data?.tags, filters.tag)}
            value={filters.tag}
            onValueChange={(tag) => onChange({ tag: tag === filters.tag ? null : tag })}
            placeholder="Any"
            emptyText="No link here has a tag."
          />
        )}
      </FormField>
      <FormField label="Destination host">
        {(control) => (
          <Combobox
            {...control}
            options={options(data?.hosts, filters.host)}
            value={filters.host}
            onValueChange={(host) => onChange({ host: host === filters.host ? null : host })}
            placeholder="Any"
          />
        )}
      </FormField>
      <div className="grid grid-cols-2 gap-2">
        <FormField label="Created from">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={filters.from ?? ''}
              onChange={(event) => onChange({ from: event.target.value || null })}
            />
          )}
        </FormField>
        <FormField label="Created to">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={filters.to ?? ''}
              onChange={(event) => onChange({ to: event.target.value || null })}
            />
          )}
        </FormField>
      </div>
      <DeletedField isDeleted={filters.isDeleted} onChange={onChange} />
    </div>
  )
}

function DeletedField({ isDeleted, onChange }: { isDeleted: boolean; onChange: Change }) {
  return (
    <label htmlFor="deleted-links" className="flex items-center gap-2">
      <Checkbox
        id="deleted-links"
        checked={isDeleted}
        onCheckedChange={(checked) => onChange({ isDeleted: checked === true })}
      />
      Deleted
      <span className="text-[13px] text-ink-faint">with what they do now</span>
    </label>
  )
}
