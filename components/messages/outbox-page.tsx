'use client'

import { X } from 'lucide-react'
import { ProspectPicker } from '@/components/prospects/prospect-picker'
import { Page } from '@/components/shell/page'
import { useSearchText, useUrlState } from '@/components/shell/use-url-state'
import { IconButton } from '@/components/ui/icon-button'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { MailList } from './mail-list'

/** Every mail to every prospect, the newest first. */
export function OutboxPage() {
  const { text, setText, search } = useSearchText()
  const [prospectId, setProspectId] = useUrlState('prospect')
  return (
    <Page>
      <PageHeader
        title="Outbox"
        description="Every mail as the prospect gets it, with links that can be clicked."
      />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchInput
          aria-label="Search mails"
          placeholder="Search address or subject"
          className="w-full sm:w-64"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ProspectPicker value={prospectId} onValueChange={setProspectId} className="w-56" />
        {prospectId ? (
          <IconButton label="Mails to all prospects" onClick={() => setProspectId(null)}>
            <X />
          </IconButton>
        ) : null}
      </div>
      <MailList search={search} prospectId={prospectId} />
    </Page>
  )
}
