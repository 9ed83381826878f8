'use client'

import { useQuery } from '@tanstack/react-query'
import { Braces } from 'lucide-react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu'
import { type ProspectField, standardProspectFields } from '@/workflows/prospect-fields'

type MergeFieldMenuProps = {
  /** What the menu belongs to, for screen readers. */
  label: string
  onInsert: (text: string) => void
}

/** Offers the values of a prospect for the text; they are filled in when the mail is sent (?6). */
export function MergeFieldMenu({ label, onInsert }: MergeFieldMenuProps) {
  const trpc = useTRPC()
  const references = useQuery(trpc.workflows.references.queryOptions({}))
  const fields = references.data?.fields ?? standardProspectFields
  const isStandard = ({ name }: ProspectField) => !name.startsWith('fields.')
  const item = (field: ProspectField) => (
    <MenuItem key={field.name} onSelect={() => onInsert(mergeField(field))}>
      {field.label}
    </MenuItem>
  )
  const custom = fields.filter((field) => !isStandard(field))
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button size="sm" variant="ghost" aria-label={label}>
          <Braces />
          Merge field
        </Button>
      }
    >
      <MenuLabel>Filled in for each prospect</MenuLabel>
      {fields.filter(isStandard).map(item)}
      {custom.length > 0 ? <MenuSeparator /> : null}
      {custom.map(item)}
    </DropdownMenu>
  )
}

/** How a field is written in a text. Names get a stand-in, because nothing is sadder than “Hi ,”. */
export function mergeField({ name }: Pick<ProspectField, 'name'>): string {
  return name === 'firstName' ? "{{ firstName | default: 'there' }}" : `{{ ${name} }}`
}
