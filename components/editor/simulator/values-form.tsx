'use client'

import { snapshotValue } from '@/components/runs/snapshot-view'
import { FormField } from '@/components/ui/form-field'
import { TagInput } from '@/components/ui/tag-input'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { useSources } from '../editor-context'
import { ValueInput } from '../settings-form/value-input'
import { withValue } from './value-changes'

type ValuesFormProps = {
  prospect: ProspectSnapshot
  onChange: (prospect: ProspectSnapshot) => void
}

/** Every value that a condition can read, to try things out with. */
export function ValuesForm({ prospect, onChange }: ValuesFormProps) {
  const { fields, tags } = useSources()
  return (
    <div className="mt-3 flex flex-col gap-3">
      {fields.map(({ name, label, type }) => (
        <FormField key={name} label={label}>
          {(control) =>
            type === 'tags' ? (
              <TagInput
                {...control}
                value={prospect.tags}
                suggestions={tags}
                onValueChange={(next) => onChange({ ...prospect, tags: next })}
              />
            ) : (
              <ValueInput
                {...control}
                type={type}
                value={snapshotValue(prospect, name)}
                onValueChange={(value) => onChange(withValue(prospect, name, value))}
              />
            )
          }
        </FormField>
      ))}
    </div>
  )
}
