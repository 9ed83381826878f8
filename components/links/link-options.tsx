'use client'

import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { KeyValueEditor } from '@/components/ui/key-value-editor'
import { RadioGroup } from '@/components/ui/radio-group'
import { TagInput } from '@/components/ui/tag-input'
import { Textarea } from '@/components/ui/textarea'
import { identityOptions } from './identity-options'
import type { LinkDraft } from './link-draft'
import { rowsProblem } from './properties-text'

/** The fields that stand here, by the names the server gives them. */
export const optionFields = ['slug', 'tags', 'description', 'eventType', 'eventSource', 'properties']

type LinkOptionsProps = {
  draft: LinkDraft
  onChange: (changes: Partial<LinkDraft>) => void
  wrong: Partial<Record<string, string>>
  canChooseSlug: boolean
  /** What comes before the rest. */
  children: ReactNode
}

/** Everything of a link that has a good value of its own; opened when it is wanted, or when something in it is wrong. */
export function LinkOptions({ draft, onChange, wrong, canChooseSlug, children }: LinkOptionsProps) {
  const isWrong = optionFields.some((field) => wrong[field]) || rowsProblem(draft.properties) !== null
  return (
    <details className="group rounded-lg border" {...(isWrong ? { open: true } : {})}>
      <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-lg px-3 py-2.5 font-medium text-[13px] focus-ring">
        <ChevronRight
          className="size-4 text-ink-faint transition-transform group-open:rotate-90"
          aria-hidden
        />
        More options
        <span className="truncate font-normal text-ink-faint">
          {canChooseSlug ? 'short URL, ' : ''}who is recognised, event, tags, notes
        </span>
      </summary>
      <div className="flex flex-col gap-4 border-t px-3 pt-3 pb-4">
        {children}
        {canChooseSlug ? (
          <FormField
            label="Ending of the short URL"
            error={wrong.slug}
            help="Letters, digits, “-” and “_”. Empty has one made. It stays for ever."
          >
            {(control) => (
              <Input
                {...control}
                value={draft.slug}
                maxLength={64}
                placeholder="spring-sale"
                onChange={(event) => onChange({ slug: event.target.value })}
              />
            )}
          </FormField>
        ) : null}
        <fieldset>
          <legend className="mb-1 font-medium text-[13px]">Who is recognised</legend>
          <RadioGroup
            aria-label="Who is recognised"
            options={identityOptions}
            value={draft.identity}
            onValueChange={(identity) => onChange({ identity })}
          />
        </fieldset>
        <EventFields draft={draft} onChange={onChange} wrong={wrong} />
        <FormField label="Tags" error={wrong.tags}>
          {(control) => (
            <TagInput {...control} value={draft.tags} onValueChange={(tags) => onChange({ tags })} />
          )}
        </FormField>
        <FormField label="Notes" error={wrong.description}>
          {(control) => (
            <Textarea
              {...control}
              value={draft.description}
              maxLength={2000}
              placeholder="Where it stands, who asked for it"
              onChange={(event) => onChange({ description: event.target.value })}
            />
          )}
        </FormField>
      </div>
    </details>
  )
}

type EventFieldsProps = Pick<LinkOptionsProps, 'draft' | 'onChange' | 'wrong'>

/** What the event of a click says of itself (TR-2). */
function EventFields({ draft, onChange, wrong }: EventFieldsProps) {
  return (
    <>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <FormField label="Event type" isRequired error={wrong.eventType}>
          {(control) => (
            <Input
              {...control}
              value={draft.eventType}
              maxLength={200}
              onChange={(event) => onChange({ eventType: event.target.value })}
            />
          )}
        </FormField>
        <FormField label="Event source" isRequired error={wrong.eventSource}>
          {(control) => (
            <Input
              {...control}
              value={draft.eventSource}
              maxLength={200}
              onChange={(event) => onChange({ eventSource: event.target.value })}
            />
          )}
        </FormField>
      </div>
      <KeyValueEditor
        label="Event properties"
        noun="property"
        rows={draft.properties}
        onRowsChange={(properties) => onChange({ properties })}
        error={wrong.properties ?? rowsProblem(draft.properties)}
        help="Kept with the link as they are. Numbers, true and false count as such; put quotes around one to keep it as text."
      />
    </>
  )
}
