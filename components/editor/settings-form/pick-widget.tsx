'use client'

import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { useSources } from '../editor-context'
import { OutsideLink } from './outside-link'
import { pickFrom } from './pick-sources'
import { textOf, type WidgetProps } from './widget-props'

/** One record of a kind, by name. A choice that may be left out can be taken back. */
export function PickWidget({ control, info, value, definition, name, onChange, isReadOnly }: WidgetProps) {
  const { one, many, href, options, emptyText } = pickFrom(info, useSources().references)
  const chosen = textOf(value)
  const mayBeLeftOut = definition.config.shape[name]?.safeParse(undefined).success ?? false
  return (
    <>
      <Combobox
        {...control}
        options={options}
        value={chosen || null}
        onValueChange={onChange}
        placeholder={info.placeholder ?? `Choose one of the ${many}…`}
        searchPlaceholder={`Search ${many}…`}
        emptyText={emptyText}
        disabled={isReadOnly}
      />
      {chosen && mayBeLeftOut && !isReadOnly && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => onChange(undefined)}>
          Choose none
        </Button>
      )}
      {!options.length && href && <OutsideLink href={href}>{`Create a ${one}`}</OutsideLink>}
    </>
  )
}
