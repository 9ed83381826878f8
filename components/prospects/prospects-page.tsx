'use client'

import { Plus, Route, Users, X } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useSearchText } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { CreateProspectDialog } from './create-prospect-dialog'
import { EnrolDialog } from './enrol-dialog'
import { ProspectList } from './prospect-list'

/** Everybody this workspace knows. */
export function ProspectsPage() {
  const { text, setText, search } = useSearchText()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isCreating, setCreating] = useState(false)
  const canEdit = useCanEdit()
  const createButton = canEdit ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus />
      New prospect
    </Button>
  ) : null
  return (
    <Page>
      <PageHeader
        title="Prospects"
        description="The people who click, open, answer and are written to."
        actions={createButton}
      />
      <div className="mb-4 flex min-h-9 flex-wrap items-center gap-3">
        <SearchInput
          aria-label="Search prospects"
          placeholder="Name, organization or email"
          className="w-full max-w-xs"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {selected.size && canEdit ? (
          <Selection selected={selected} onClear={() => setSelected(new Set())} />
        ) : null}
      </div>
      <ProspectList
        search={search}
        selected={selected}
        onSelect={setSelected}
        empty={
          <EmptyState icon={<Users />} title="Add your first prospect" action={createButton}>
            A name and an email address are enough to send somebody through a workflow. The REST API can add
            many at once.
          </EmptyState>
        }
      />
      <CreateProspectDialog isOpen={isCreating} onOpenChange={setCreating} />
    </Page>
  )
}

function Selection({ selected, onClear }: { selected: ReadonlySet<string>; onClear: () => void }) {
  const [isEnrolling, setEnrolling] = useState(false)
  return (
    <div className="flex items-center gap-2">
      <span className="text-ink-soft tabular-nums">{selected.size} selected</span>
      <Button onClick={() => setEnrolling(true)}>
        <Route />
        Enrol in workflow…
      </Button>
      <IconButton label="Clear selection" onClick={onClear}>
        <X />
      </IconButton>
      <EnrolDialog
        prospectIds={[...selected]}
        isOpen={isEnrolling}
        onOpenChange={setEnrolling}
        onEnrolled={onClear}
      />
    </div>
  )
}
