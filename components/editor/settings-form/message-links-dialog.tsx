'use client'

import { useQuery } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { MessageLinkPicker } from '@/components/messages/rendered-message'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { MessageReference } from '@/workflows/references'
import { connectedMessageIds } from '../connected-messages'
import { useEditor, useSources } from '../editor-context'
import type { MessageLink } from './message-link'
import { OutsideLink } from './outside-link'

type MessageLinksDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  nodeId: string
  chosen: MessageLink[]
  onChange: (links: MessageLink[]) => void
  isReadOnly: boolean
}

/** The emails on the left, the one being looked at on the right; clicking a link in it adds or removes it (KP-7). */
export function MessageLinksDialog({ isOpen, onOpenChange, ...props }: MessageLinksDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Links that reach this goal"
      description="Choose an email, then click the links in it. Several links may reach the same goal."
      className="max-w-4xl"
    >
      <Chooser {...props} />
      <DialogFooter>
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function Chooser({ nodeId, ...props }: Omit<MessageLinksDialogProps, 'isOpen' | 'onOpenChange'>) {
  const { messages } = useSources().references
  const document = useEditor((state) => state.document)
  const ids = connectedMessageIds(document, nodeId)
  const connected = ids.flatMap((id) => messages.find((message) => message.id === id) ?? [])
  const others = messages.filter(({ id }) => !ids.includes(id))
  const [openId, setOpenId] = useState(props.chosen[0]?.messageId ?? connected[0]?.id ?? null)
  const open = messages.find(({ id }) => id === openId)
  if (!messages.length) return <NoEmails />
  return (
    <div className="grid gap-4 sm:grid-cols-[15rem_minmax(0,1fr)]">
      <nav aria-label="Emails" className="flex min-w-0 flex-col gap-4">
        <EmailList
          {...props}
          title="In the connected sequences"
          messages={connected}
          openId={openId}
          onOpen={setOpenId}
        />
        {connected.length ? null : <NoConnectedEmails />}
        <EmailList {...props} title="Other emails" messages={others} openId={openId} onOpen={setOpenId} />
      </nav>
      {open ? (
        <MessagePane key={open.id} {...props} message={open} />
      ) : (
        <p className="self-center py-8 text-center text-ink-faint">Choose an email to see its links.</p>
      )}
    </div>
  )
}

type EmailListProps = {
  title: string
  messages: MessageReference[]
  chosen: MessageLink[]
  openId: string | null
  onOpen: (messageId: string) => void
}

function EmailList({ title, messages, chosen, openId, onOpen }: EmailListProps) {
  if (!messages.length) return null
  return (
    <div>
      <h3 className="mb-1 px-2 text-ink-faint text-xs">{title}</h3>
      <ul className="flex flex-col gap-0.5">
        {messages.map(({ id, name, subject }) => {
          const count = chosen.filter(({ messageId }) => messageId === id).length
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === openId ? 'true' : undefined}
                onClick={() => onOpen(id)}
                className={cn(
                  'flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left focus-ring',
                  id === openId ? 'bg-accent-soft text-accent-ink' : 'hover:bg-sunken',
                )}
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block truncate text-xs opacity-80">{subject || 'No subject yet'}</span>
                </span>
                {count ? <Badge tone="good">{count}</Badge> : null}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

type MessagePaneProps = {
  message: MessageReference
  chosen: MessageLink[]
  onChange: (links: MessageLink[]) => void
  isReadOnly: boolean
}

function MessagePane({ message, chosen, onChange, isReadOnly }: MessagePaneProps) {
  const { loadMessage } = useSources()
  const content = useQuery({
    queryKey: ['editor', 'message', message.id],
    queryFn: () => loadMessage(message.id),
  })
  const toggle = (linkId: string) => {
    const isThis = (link: MessageLink) => link.messageId === message.id && link.linkId === linkId
    onChange(
      chosen.some(isThis)
        ? chosen.filter((link) => !isThis(link))
        : [...chosen, { messageId: message.id, linkId }],
    )
  }
  if (content.error) return <ErrorNotice error={content.error} onRetry={() => void content.refetch()} />
  if (!content.data) return <Skeleton className="h-64" />
  return (
    <section aria-label={message.name} className="min-w-0">
      <p className="mb-2 flex flex-wrap items-center justify-between gap-2 text-ink-soft">
        <span className="min-w-0 break-words">Subject: {content.data.subject || 'none yet'}</span>
        <OutsideLink href={`/emails/${message.id}`}>Edit this email</OutsideLink>
      </p>
      <MessageLinkPicker
        html={content.data.html}
        links={message.links}
        selectedLinkIds={chosen
          .filter(({ messageId }) => messageId === message.id)
          .map(({ linkId }) => linkId)}
        onToggle={toggle}
        isReadOnly={isReadOnly}
      />
    </section>
  )
}

/** KP-5: emails and their links come first, then the goal. */
function NoEmails() {
  return (
    <EmptyState
      icon={<Mail />}
      title="Write an email first"
      action={<OutsideLink href="/emails">Go to Emails</OutsideLink>}
    >
      Before you configure a link goal, customise the emails of the sequence and add links to them.
    </EmptyState>
  )
}

function NoConnectedEmails() {
  return (
    <p className="rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">
      No sequence connected to this goal sends an email yet. Connect a sequence to this goal, and add a “Send
      email” step to it.
    </p>
  )
}
