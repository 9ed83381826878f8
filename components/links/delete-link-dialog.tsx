'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { RadioGroup } from '@/components/ui/radio-group'

/** What sent URLs do after their link was deleted (?16). */
export const afterDeletionChoices = [
  {
    value: 'track',
    label: 'Keep tracking',
    help: 'Sent URLs redirect as before, and their clicks are still counted.',
    now: 'Redirects and counts',
  },
  {
    value: 'redirect',
    label: 'Stop tracking',
    help: 'Sent URLs redirect as before; nothing is recorded any more.',
    now: 'Redirects, counts nothing',
  },
  {
    value: 'gone',
    label: 'Answer “410 Gone”',
    help: 'Whoever opens a sent URL sees that the page is gone.',
    now: 'Answers “410 Gone”',
  },
] as const

type DeleteLinkDialogProps = {
  link: { id: string; name: string }
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onDeleted?: () => void
}

/** Says who uses the link, asks what sent URLs shall do from now on (?16), then takes it out of the lists. */
export function DeleteLinkDialog({ link, isOpen, onOpenChange, onDeleted }: DeleteLinkDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [afterDeletion, setAfterDeletion] = useState<(typeof afterDeletionChoices)[number]['value']>('track')
  const remove = useMutation(
    trpc.links.remove.mutationOptions({
      onSuccess: () => {
        onOpenChange(false)
        onDeleted?.()
        return queryClient.invalidateQueries(trpc.links.pathFilter())
      },
      onError: () => {}, // shown in the dialog
    }),
  )
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Delete “${link.name}”?`}
      confirmLabel="Delete link"
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: link.id, afterDeletion })}
    >
      {remove.error ? <ErrorNotice error={remove.error} className="mb-3" /> : null}
      {isOpen ? <Usage id={link.id} /> : null}
      <p className="mb-3">
        The link leaves this list; you can restore it from the deleted ones. What shall URLs do that were
        already sent?
      </p>
      <RadioGroup
        aria-label="What sent URLs do"
        options={afterDeletionChoices}
        value={afterDeletion}
        onValueChange={setAfterDeletion}
      />
    </ConfirmDialog>
  )
}

/** The workflows and emails that would miss it; nothing when there are none. */
function Usage({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.links.usage.queryOptions({ id }))
  const { workflows = [], messages = [] } = data ?? {}
  if (workflows.length + messages.length === 0) return null
  const counts = [count(workflows.length, 'live workflow'), count(messages.length, 'email')].filter(Boolean)
  return (
    <div className="mb-3 rounded-md bg-warn-soft px-3 py-2 text-warn">
      <p className="font-medium">Used by {counts.join(' and ')}</p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {workflows.slice(0, SHOWN).map((workflow) => (
          <li key={workflow.id} className="break-words">
            {workflow.name}
          </li>
        ))}
        {messages.slice(0, SHOWN).map((message) => (
          <li key={message.id} className="break-words">
            <Link href={`/emails/${message.id}`} className="rounded-sm underline focus-ring">
              {message.name}
            </Link>
          </li>
        ))}
      </ul>
      {workflows.length ? (
        <p className="mt-1 text-[13px]">
          A workflow that waits for this link cannot be published again until another one is chosen.
        </p>
      ) : null}
    </div>
  )
}

const SHOWN = 5

function count(number: number, noun: string): string | null {
  return number === 0 ? null : `${number} ${noun}${number === 1 ? '' : 's'}`
}
