'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Plus, Users, X } from 'lucide-react'
import { useState } from 'react'
import { BulkActions } from '@/components/bulk-operations/bulk-actions'
import { ExportButton } from '@/components/bulk-operations/export-button'
import { ImportButton } from '@/components/bulk-operations/import-button'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { ProspectCount } from '@/server/prospects/count-prospects'
import type { ProspectSelection } from '@/server/prospects/prospect-selection'
import type { Criteria } from '@/workflows/criteria/criteria'
import { vocabularyOf } from '@/workflows/criteria/vocabulary-of'
import { ColumnPicker } from './column-picker'
import { CreateProspectDialog } from './create-prospect-dialog'
import { prospectsInWords } from './match-count'
import { columnsOf } from './prospect-columns'
import { FilterButton, FilterChips } from './prospect-filter'
import { ProspectList, type Selected } from './prospect-list'
import { useListQuery } from './use-list-query'
import { useProspectColumns } from './use-prospect-columns'
import { useProspectSources } from './use-prospect-sources'

const nobody: Selected = new Set()

/** Everybody this workspace knows. */
export function ProspectsPage() {
  const trpc = useTRPC()
  const { text, setText, search, criteria, setCriteria, sorted, setSorted } = useListQuery()
  const sources = useProspectSources()
  const known = columnsOf(sources.fields, vocabularyOf(sources))
  const { columns, isUsual, choose, isPending } = useProspectColumns(known)
  const asked = { ...(search && { search }), ...(criteria && { criteria }) }
  const { data: total } = useQuery(
    trpc.prospects.count.queryOptions(asked, { placeholderData: keepPreviousData }),
  )
  const { selected, select } = useSelected(JSON.stringify(asked))
  const filter = { criteria, sources, onChange: setCriteria }
  const createButton = <CreateButton />
  return (
    <Page className="max-w-7xl">
      <PageHeader
        title="Prospects"
        description="The people who click, open, answer and are written to."
        actions={
          <>
            <ImportButton />
            <ExportButton selection={{ all: true, ...asked }} />
            {createButton}
          </>
        }
      />
      <div className="mb-3 flex min-h-9 flex-wrap items-center gap-2">
        <SearchInput
          aria-label="Search prospects"
          placeholder="Name, organization or email"
          className="w-full max-w-xs"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <FilterButton {...filter} />
        <ColumnPicker
          known={known}
          chosen={columns}
          isUsual={isUsual}
          isPending={isPending || !sources.isLoaded}
          onChoose={choose}
        />
        <span role="status" className="ml-auto text-ink-soft tabular-nums">
          {total ? prospectsInWords(total) : ''}
        </span>
      </div>
      <div className="mb-3 flex flex-col gap-2 empty:hidden">
        <FilterChips {...filter} />
        <SelectionBar selected={selected} asked={asked} total={total} onSelect={select} />
      </div>
      {isPending || !sources.isLoaded ? (
        <SkeletonRows />
      ) : (
        <ProspectList
          search={search}
          criteria={criteria}
          sorted={sorted}
          onSort={setSorted}
          columns={columns}
          selected={selected}
          onSelect={select}
          empty={
            <EmptyState icon={<Users />} title="Add your first prospect" action={createButton}>
              A name and an email address are enough to send somebody through a workflow. An import or the
              REST API adds many at once.
            </EmptyState>
          }
        />
      )}
    </Page>
  )
}

/** Whoever is selected is selected of one list: another search or filter begins anew. */
function useSelected(list: string) {
  const [held, setHeld] = useState<{ list: string; selected: Selected }>({ list, selected: nobody })
  return {
    selected: held.list === list ? held.selected : nobody,
    select: (selected: Selected) => setHeld({ list, selected }),
  }
}

function CreateButton() {
  const [isOpen, setOpen] = useState(false)
  if (!useCanEdit()) return null
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus />
        Create prospect
      </Button>
      <CreateProspectDialog isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}

type SelectionBarProps = {
  selected: Selected
  asked: { search?: string; criteria?: Criteria }
  total: ProspectCount | undefined
  onSelect: (selected: Selected) => void
}

/** How many are selected, a way to all that match, and what can be done with them. */
function SelectionBar({ selected, asked, total, onSelect }: SelectionBarProps) {
  const canEdit = useCanEdit()
  const chosen = selected === 'all' ? (total?.count ?? 0) : selected.size
  if (!canEdit || (selected !== 'all' && selected.size === 0)) return null
  const selection: ProspectSelection = selected === 'all' ? { all: true, ...asked } : { ids: [...selected] }
  const isMore = total && selected !== 'all' && (total.isMore || (total.count ?? 0) > selected.size)
  return (
    <section
      aria-label="Selection"
      className="flex flex-wrap items-center gap-2 rounded-lg border bg-sunken px-3 py-1.5"
    >
      <span className="text-ink-soft tabular-nums">
        {selected === 'all' && total ? `All ${prospectsInWords(total)}` : chosen.toLocaleString('en')}{' '}
        selected
      </span>
      {isMore ? (
        <Button size="sm" variant="ghost" onClick={() => onSelect('all')}>
          Select all {prospectsInWords(total)} that match
        </Button>
      ) : null}
      <span className="ml-auto flex items-center gap-2">
        <BulkActions selection={selection} count={chosen} onDone={() => onSelect(nobody)} />
        <IconButton label="Clear selection" onClick={() => onSelect(nobody)}>
          <X />
        </IconButton>
      </span>
    </section>
  )
}
