'use client'

import { Link2, ListPlus, Mail, Plus, Sparkles } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useSearchText, useUrlState } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { BulkCreateDialog } from './bulk-create-dialog'
import { CreateLinkDialog } from './create-link-dialog'
import { LinkFilterBar, useLinkFilters } from './link-filters'
import { LinkList, type LinkTab } from './link-list'

const tabs = [
  { value: 'redirect', label: 'Redirect Links' },
  { value: 'custom', label: 'Custom Links' },
  { value: 'auto', label: 'Switchyard Links' },
  { value: 'email', label: 'Email Links' },
] as const satisfies readonly { value: LinkTab; label: string }[]

/** All tracked links, one tab a kind (IM-5). */
export function LinksPage() {
  const [wanted, setTab] = useUrlState('tab')
  const tab = tabs.find(({ value }) => value === wanted)?.value ?? 'redirect'
  const { text, setText, search } = useSearchText()
  const [filters, changeFilters] = useLinkFilters()
  const createButton = <CreateLinkButton tab={tab} />
  return (
    <Page>
      <PageHeader
        title="Links"
        description="Every click on a tracked link is recorded, and can move a prospect on."
        actions={
          <>
            <BulkCreateButton tab={tab} />
            {createButton}
          </>
        }
      />
      <Tabs
        aria-label="Kinds of links"
        tabs={tabs}
        value={tab}
        onValueChange={(next) => setTab(next === 'redirect' ? null : next)}
      >
        <TabPanel value={tab}>
          <div className="mb-4 flex flex-wrap items-center gap-2">
            <SearchInput
              aria-label="Search links"
              placeholder="Search links"
              className="w-full max-w-xs"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <LinkFilterBar tab={tab} filters={filters} onChange={changeFilters} />
          </div>
          <LinkList
            key={tab}
            tab={tab}
            search={search}
            filters={filters}
            empty={<NoLinks tab={tab} action={createButton} />}
          />
        </TabPanel>
      </Tabs>
    </Page>
  )
}

function CreateLinkButton({ tab }: { tab: LinkTab }) {
  const [isOpen, setOpen] = useState(false)
  const canEdit = useCanEdit()
  if (!canEdit || (tab !== 'redirect' && tab !== 'custom')) return null
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus />
        {tab === 'custom' ? 'Create Custom Link' : 'Create Redirect Link'}
      </Button>
      <CreateLinkDialog kind={tab} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}

function BulkCreateButton({ tab }: { tab: LinkTab }) {
  const [isOpen, setOpen] = useState(false)
  const canEdit = useCanEdit()
  if (!canEdit || (tab !== 'redirect' && tab !== 'custom')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <ListPlus />
        Create many
      </Button>
      {isOpen ? <BulkCreateDialog kind={tab} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function NoLinks({ tab, action }: { tab: LinkTab; action: ReactNode }) {
  if (tab === 'email')
    return (
      <EmptyState
        icon={<Mail />}
        title="No links in emails yet"
        action={
          <Button asChild>
            <Link href="/emails">To the emails</Link>
          </Button>
        }
      >
        Write an email with links in it. Saving it makes every one of them a tracked link that appears here.
      </EmptyState>
    )
  if (tab === 'auto')
    return (
      <EmptyState icon={<Sparkles />} title="No Switchyard links yet">
        Links that Switchyard makes for what this workspace publishes appear here by themselves: a workflow
        with an “Enrolled” goal gets a Campaign Join Link when it is published. To track an address of your
        own, create a redirect link or a custom link.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Link2 />}
      title={tab === 'custom' ? 'Create your first custom link' : 'Create your first redirect link'}
      action={action}
    >
      {tab === 'custom'
        ? 'Any address, under a short URL of its own. It tells who clicked only where it is sent as a personal URL.'
        : 'Track clicks on your own site or elsewhere: a banner, a post, an email. It also recognises returning visitors.'}
    </EmptyState>
  )
}
