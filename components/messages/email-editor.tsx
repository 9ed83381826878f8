'use client'

import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { useRef, useState } from 'react'
import type { Saving } from '@/components/editor/editor-store'
import { useUrlState } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { Textarea } from '@/components/ui/textarea'
import type { MessageRecord } from '@/server/messages/message-record'
import { BodyEditor } from './body-editor'
import { EmailFinishActions } from './email-finish-actions'
import { EmailPreview } from './email-preview'
import { LinkPanel } from './link-panel'
import { MergeFieldMenu } from './merge-field-menu'
import { SaveState } from './save-state'
import { useEmailDraft } from './use-email-draft'
import { canEditVisually } from './visual-support'

type View = 'write' | 'html' | 'preview' | 'text' | 'finish-actions'

const views = [
  { value: 'write', label: 'Write' },
  { value: 'html', label: 'HTML' },
  { value: 'preview', label: 'Preview' },
  { value: 'text', label: 'Text version' },
  { value: 'finish-actions', label: 'Finish Actions' },
] as const

type EmailEditorProps = { message: MessageRecord; onReload: () => void }

/** An email being written, with its links beside it. */
export function EmailEditor({ message, onReload }: EmailEditorProps) {
  const { draft, change, saving, saved, flush } = useEmailDraft(message)
  const [tab, setTab] = useUrlState('tab')
  const [written, setView] = useState<View>(() => (canEditVisually(message.html) ? 'write' : 'html'))
  const view = tab === 'finish-actions' ? tab : written
  const open = (next: View) => {
    // What others read of the email comes from the server.
    if (next === 'preview' || next === 'text') void flush()
    if (next === 'finish-actions') return setTab(next)
    if (tab) setTab(null)
    setView(next)
  }
  return (
    <>
      <EmailHeader name={draft.name} saving={saving} onRename={(name) => change({ name })} />
      <SaveProblem saving={saving} onReload={onReload} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <SubjectField subject={draft.subject} onChange={(subject) => change({ subject })} />
          <Tabs aria-label="The email" tabs={views} value={view} onValueChange={open}>
            <TabPanel value="write">
              {canEditVisually(draft.html) ? (
                <BodyEditor initialHtml={draft.html} onChange={(html) => change({ html })} saved={saved} />
              ) : (
                <OnlyAsHtml onOpen={() => setView('html')} />
              )}
            </TabPanel>
            <TabPanel value="html">
              <HtmlField html={draft.html} onChange={(html) => change({ html })} />
            </TabPanel>
            <TabPanel value="preview">
              <EmailPreview id={message.id} part="html" />
            </TabPanel>
            <TabPanel value="text">
              <EmailPreview id={message.id} part="text" />
            </TabPanel>
            <TabPanel value="finish-actions">
              <EmailFinishActions id={message.id} />
            </TabPanel>
          </Tabs>
        </div>
        <LinkPanel links={saved.links} />
      </div>
    </>
  )
}

type EmailHeaderProps = { name: string; saving: Saving; onRename: (name: string) => void }

function EmailHeader({ name, saving, onRename }: EmailHeaderProps) {
  return (
    <header className="mb-5">
      <Link
        href="/emails"
        className="mb-2 -ml-1 inline-flex items-center gap-0.5 rounded-sm text-[13px] text-ink-soft focus-ring hover:text-ink"
      >
        <ChevronLeft className="size-4" aria-hidden />
        Emails
      </Link>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="sr-only">{name}</h1>
        <Input
          aria-label="Name of the email"
          maxLength={200}
          className="field-sizing-content -ml-2.5 w-auto min-w-24 max-w-full border-transparent bg-transparent px-2 font-semibold text-xl tracking-tight hover:border-line"
          value={name}
          onChange={(event) => onRename(event.target.value)}
        />
        <SaveState saving={saving} />
      </div>
    </header>
  )
}

function SaveProblem({ saving, onReload }: { saving: Saving; onReload: () => void }) {
  if (saving.status === 'refused')
    return <ErrorNotice className="mb-4" title="Not saved yet" error={saving.message} />
  if (saving.status !== 'conflict') return null
  return (
    <div
      role="alert"
      className="mb-4 flex flex-wrap items-center gap-3 rounded-lg bg-warn-soft px-4 py-3 text-warn"
    >
      <p className="min-w-0 flex-1">
        Someone else saved this email in the meantime, so your changes are not saved. Copy what you want to
        keep, then load their version.
      </p>
      <Button size="sm" onClick={onReload}>
        Load their version
      </Button>
    </div>
  )
}

function SubjectField({ subject, onChange }: { subject: string; onChange: (subject: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const insert = (text: string) => {
    const { selectionStart, selectionEnd } = input.current ?? {}
    const [from, to] = [selectionStart ?? subject.length, selectionEnd ?? subject.length]
    onChange(subject.slice(0, from) + text + subject.slice(to))
  }
  return (
    <div className="relative">
      <FormField label="Subject">
        {(control) => (
          <Input
            {...control}
            ref={input}
            maxLength={500}
            value={subject}
            placeholder="What the prospect reads first"
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </FormField>
      <div className="absolute -top-2 right-0">
        <MergeFieldMenu label="Insert a merge field into the subject" onInsert={insert} />
      </div>
    </div>
  )
}

function HtmlField({ html, onChange }: { html: string; onChange: (html: string) => void }) {
  return (
    <FormField
      label="HTML of the text"
      help="Scripts and forms are taken out when it is saved, and every link gets an id that stays with it."
    >
      {(control) => (
        <Textarea
          {...control}
          spellCheck={false}
          className="max-h-[70vh] min-h-80 font-mono text-[13px]"
          value={html}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FormField>
  )
}

function OnlyAsHtml({ onOpen }: { onOpen: () => void }) {
  return (
    <div className="rounded-lg border border-line-strong border-dashed p-6 text-ink-soft">
      <p className="mb-3">
        This email has a layout of its own, with tables, pictures or styles that the visual editor would lose.
        It is edited as HTML.
      </p>
      <Button onClick={onOpen}>Edit the HTML</Button>
    </div>
  )
}
