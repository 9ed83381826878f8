'use client'

import { Combobox } from '@/components/ui/combobox'
import { useSources } from '../editor-context'
import { OutsideLink } from './outside-link'
import { textOf, type WidgetProps } from './widget-props'

export function MessageWidget({ control, value, onChange, isReadOnly }: WidgetProps) {
  const { messages } = useSources().references
  const messageId = textOf(value)
  const isKnown = messages.some(({ id }) => id === messageId)
  return (
    <>
      <Combobox
        {...control}
        options={messages.map(({ id, name, subject }) => ({ value: id, label: name, hint: subject }))}
        value={messageId || null}
        onValueChange={onChange}
        placeholder="Choose an email…"
        searchPlaceholder="Search emails…"
        emptyText={messages.length ? 'No email has that name.' : 'There is no email yet. Write one first.'}
        disabled={isReadOnly}
      />
      {isKnown ? (
        <OutsideLink href={`/emails/${messageId}`}>Edit this email</OutsideLink>
      ) : (
        <OutsideLink href="/emails">Write an email</OutsideLink>
      )}
    </>
  )
}
