'use client'

import { MultiCombobox } from '@/components/ui/multi-combobox'
import { useSources } from '../editor-context'
import { OutsideLink } from './outside-link'
import { stringsIn, type WidgetProps } from './widget-props'

export function LinksWidget({ control, value, onChange, isReadOnly }: WidgetProps) {
  const { links } = useSources().references
  return (
    <>
      <MultiCombobox
        {...control}
        options={links.map(({ id, name, destination }) => ({ value: id, label: name, hint: destination }))}
        value={stringsIn(value)}
        onValueChange={onChange}
        placeholder="Choose links…"
        searchPlaceholder="Search links…"
        emptyText={
          links.length ? 'No link has that name.' : 'There is no tracked link yet. Create one first.'
        }
        disabled={isReadOnly}
      />
      <OutsideLink href="/links">Create a link</OutsideLink>
    </>
  )
}
