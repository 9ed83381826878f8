'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { readAddress } from './read-address'
import { TrackedLinkPicker } from './tracked-link-picker'

export type LinkDraft = { text: string; href: string; look: 'text' | 'button'; page: 'url' | 'landing-page' }

type LinkDialogProps = {
  /** The link to begin with; null keeps the dialog closed. */
  initial: (LinkDraft & { isNew: boolean; hasText: boolean }) | null
  onClose: () => void
  onSubmit: (link: LinkDraft) => void
  onRemove: () => void
}

/** Asks where a link leads, how it looks and what it points to. */
export function LinkDialog({ initial, onClose, onSubmit, onRemove }: LinkDialogProps) {
  return (
    <Dialog
      isOpen={initial !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={initial?.isNew === false ? 'Edit link' : 'Add link'}
    >
      {initial ? (
        <LinkForm initial={initial} onSubmit={onSubmit} onRemove={onRemove} onClose={onClose} />
      ) : null}
    </Dialog>
  )
}

const looks = [
  { value: 'text', label: 'Words in the text' },
  { value: 'button', label: 'A button' },
] as const

const pages = [
  { value: 'url', label: 'Web page, file or form' },
  { value: 'landing-page', label: 'Landing page (cannot satisfy a goal)' },
] as const

function LinkForm({ initial, onSubmit, onRemove, onClose }: LinkDialogProps & { initial: LinkFormStart }) {
  const [draft, setDraft] = useState<LinkDraft>(initial)
  const [isChecked, setChecked] = useState(false)
  const address = readAddress(draft.href)
  const change = (changes: Partial<LinkDraft>) => setDraft({ ...draft, ...changes })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A dialog inside another form must not submit that one too.
    event.stopPropagation()
    setChecked(true)
    if (address.ok) onSubmit({ ...draft, href: address.href, text: draft.text.trim() || address.href })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {initial.hasText ? null : (
        <FormField label="Text">
          {(control) => (
            <Input
              {...control}
              value={draft.text}
              placeholder="See our plans"
              onChange={(event) => change({ text: event.target.value })}
            />
          )}
        </FormField>
      )}
      <FormField
        label="Address"
        isRequired
        error={isChecked && !address.ok ? address.message : null}
        help="A web page, an email address or a phone number."
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            inputMode="url"
            value={draft.href}
            placeholder="https://example.com"
            onChange={(event) => change({ href: event.target.value })}
          />
        )}
      </FormField>
      <TrackedLinkPicker
        onChoose={({ shortUrl, name }) => change({ href: shortUrl, text: draft.text || name })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label="Looks like">
          {(control) => (
            <Select
              {...control}
              options={looks}
              value={draft.look}
              onValueChange={(look) => change({ look })}
            />
          )}
        </FormField>
        <FormField label="Points to">
          {(control) => (
            <Select
              {...control}
              options={pages}
              value={draft.page}
              onValueChange={(page) => change({ page })}
            />
          )}
        </FormField>
      </div>
      <DialogFooter>
        {initial.isNew ? null : (
          <Button variant="danger" className="mr-auto" onClick={onRemove}>
            Remove link
          </Button>
        )}
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          {initial.isNew ? 'Add link' : 'Change link'}
        </Button>
      </DialogFooter>
    </form>
  )
}

type LinkFormStart = NonNullable<LinkDialogProps['initial']>
