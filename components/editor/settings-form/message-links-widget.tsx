'use client'

import { MailOpen, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { useSources } from '../editor-context'
import { type MessageLink, messageLinksSchema } from './message-link'
import { MessageLinksDialog } from './message-links-dialog'
import type { WidgetProps } from './widget-props'

/** The links in emails that satisfy a goal: listed here by email, chosen in the emails themselves (KP-7). */
export function MessageLinksWidget({ control, info, nodeId, value, onChange, isReadOnly }: WidgetProps) {
  const [isOpen, setOpen] = useState(false)
  const chosen = messageLinksSchema.safeParse(value).data ?? []
  return (
    <fieldset id={control.id} aria-label={info.label} className="flex min-w-0 flex-col gap-2">
      <ChosenLinks chosen={chosen} onChange={onChange} isReadOnly={isReadOnly} />
      <Button size="sm" className="self-start" onClick={() => setOpen(true)}>
        <MailOpen />
        {isReadOnly ? 'Show links' : 'Choose links…'}
      </Button>
      <MessageLinksDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        nodeId={nodeId}
        chosen={chosen}
        onChange={onChange}
        isReadOnly={isReadOnly}
      />
    </fieldset>
  )
}

type ChosenLinksProps = {
  chosen: MessageLink[]
  onChange: (links: MessageLink[]) => void
  isReadOnly: boolean
}

function ChosenLinks({ chosen, onChange, isReadOnly }: ChosenLinksProps) {
  const { messages } = useSources().references
  if (!chosen.length) return null
  return (
    <ul className="flex flex-col gap-1">
      {chosen.map((entry) => {
        const message = messages.find(({ id }) => id === entry.messageId)
        const link = message?.links.find(({ id }) => id === entry.linkId)
        const label = link?.label ?? 'Missing link'
        return (
          <li
            key={`${entry.messageId} ${entry.linkId}`}
            className="flex items-center gap-2 rounded-md border bg-surface py-1 pr-1 pl-2.5"
          >
            <span className="min-w-0 flex-1">
              <span className={link ? 'block truncate' : 'block truncate text-bad'}>{label}</span>
              <span className="block truncate text-ink-faint text-xs">
                {message?.name ?? 'Missing email'}
              </span>
            </span>
            {isReadOnly ? null : (
              <IconButton
                size="sm"
                label={`Remove ${label}`}
                onClick={() => onChange(chosen.filter((other) => other !== entry))}
              >
                <X />
              </IconButton>
            )}
          </li>
        )
      })}
    </ul>
  )
}
