'use client'

import { NumberInput } from '@/components/editor/settings-form/number-input'
import { FormField } from '@/components/ui/form-field'

type NumberFieldProps = {
  label: string
  help?: string
  value: number
  byDefault: number
  error: string | undefined
  onChange: (value: number) => void
}

/** A number with its default. An empty input is not a number; the server says so when it is saved. */
export function NumberField({ label, help = '', value, byDefault, error, onChange }: NumberFieldProps) {
  return (
    <FormField label={label} help={`${help} By default ${byDefault}.`.trim()} error={error}>
      {(control) => (
        <NumberInput
          {...control}
          className="w-28"
          value={Number.isNaN(value) ? undefined : value}
          onValueChange={(next) => onChange(next ?? Number.NaN)}
        />
      )}
    </FormField>
  )
}
