'use client'

import { MultiCombobox } from '@/components/ui/multi-combobox'
import { useSources } from '../editor-context'
import { OutsideLink } from './outside-link'
import { pickFrom } from './pick-sources'
import { stringsIn, type WidgetProps } from './widget-props'

/** Any number of records of a kind, by name. */
export function PickManyWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  const { one, many, href, options, emptyText } = pickFrom(info, useSources().references)
  return (
    <>
      <MultiCombobox
        {...control}
        options={options}
        value={stringsIn(value)}
        onValueChange={onChange}
        placeholder={info.placeholder ?? `Choose ${many}…`}
        searchPlaceholder={`Search ${many}…`}
        emptyText={emptyText}
        disabled={isReadOnly}
      />
      {!options.length && href && <OutsideLink href={href}>{`Create a ${one}`}</OutsideLink>}
    </>
  )
}
