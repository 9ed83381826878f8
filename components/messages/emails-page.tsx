'use client'

import { Mail, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useSearchText } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { CreateEmailDialog } from './create-email-dialog'
import { EmailList } from './email-list'

/** All emails, the last changed first. */
export function EmailsPage() {
  const { text, setText, search } = useSearchText()
  const createButton = <CreateEmailButton />
  return (
    <Page>
      <PageHeader
        title="Emails"
        description="What sequences send. Every link in an email is tracked, and can be what a goal waits for."
        actions={createButton}
      />
      <SearchInput
        aria-label="Search emails"
        placeholder="Search emails"
        className="mb-4 max-w-xs"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <EmailList
        search={search}
        empty={
          <EmptyState icon={<Mail />} title="Write your first email" action={createButton}>
            Give it a subject, some words and a link. Then a workflow can send it and wait for the click.
          </EmptyState>
        }
      />
    </Page>
  )
}

function CreateEmailButton() {
  const [isOpen, setOpen] = useState(false)
  if (!useCanEdit()) return null
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus />
        Create email
      </Button>
      <CreateEmailDialog isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
