'use client'

import { useQuery } from '@tanstack/react-query'
import { QrCode } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FinishActionsTab } from '@/components/finish-actions/finish-actions-tab'
import { Page } from '@/components/shell/page'
import { useUrlState } from '@/components/shell/use-url-state'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { autoTypeNames, CampaignState } from './link-campaign'
import { LinkClicks } from './link-clicks'
import { LinkDetails } from './link-details'
import { LinkMenu } from './link-menu'
import { LinkProspects } from './link-prospects'
import type { ListedLink } from './listed-link'
import { QrCodeDialog } from './qr-code-dialog'

const tabs = [
  { value: 'details', label: 'Details' },
  { value: 'finish-actions', label: 'Finish Actions' },
  { value: 'prospects', label: 'Prospects' },
  { value: 'clicks', label: 'Clicks' },
] as const

const kindNames: Record<ListedLink['kind'], string> = {
  redirect: 'Redirect link',
  custom: 'Custom link',
  honeypot: 'Hidden link',
  auto: 'Switchyard link',
  email: 'Email link',
}

/** One link: what it leads to, what a click on it does, how often it was clicked, by whom, and every click. */
export function LinkPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.links.get.queryOptions({ id }))
  return (
    <Page>
      <QueryState query={query} back={{ href: '/links', label: 'To the links' }}>
        {(link) => <LinkView link={link} />}
      </QueryState>
    </Page>
  )
}

function LinkView({ link }: { link: ListedLink }) {
  const router = useRouter()
  const [wanted, setTab] = useUrlState('tab')
  const tab = tabs.find(({ value }) => value === wanted)?.value ?? 'details'
  const list = link.kind === 'redirect' ? '/links' : `/links?tab=${link.kind}`
  return (
    <>
      <PageHeader
        back={{ href: list, label: 'Links' }}
        title={link.name}
        meta={
          <>
            <Badge tone="outline">
              {link.autoType ? autoTypeNames[link.autoType] : kindNames[link.kind]}
            </Badge>
            <CampaignState campaign={link.campaign} />
            {link.deletedAt ? <Badge tone="warn">Deleted</Badge> : null}
          </>
        }
        description={
          <span className="flex min-w-0 items-center gap-1">
            <span className="truncate">{link.shortUrl}</span>
            <CopyButton text={link.shortUrl} label="Copy short URL" />
          </span>
        }
        actions={
          <>
            <QrCodeButton link={link} />
            <LinkMenu link={link} variant="secondary" onDeleted={() => router.push(list)} />
          </>
        }
      />
      <Tabs
        aria-label="About this link"
        tabs={tabs}
        value={tab}
        onValueChange={(next) => setTab(next === 'details' ? null : next)}
      >
        <TabPanel value="details">
          <LinkDetails link={link} />
        </TabPanel>
        <TabPanel value="finish-actions">
          <FinishActionsTab host={{ kind: 'link', id: link.id, on: null }} />
        </TabPanel>
        <TabPanel value="prospects">
          <LinkProspects id={link.id} />
        </TabPanel>
        <TabPanel value="clicks">
          <LinkClicks id={link.id} />
        </TabPanel>
      </Tabs>
    </>
  )
}

function QrCodeButton({ link }: { link: ListedLink }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <QrCode />
        QR code
      </Button>
      {isOpen ? <QrCodeDialog link={link} isOpen onOpenChange={setOpen} /> : null}
    </>
  )
}
