'use client'

import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import type { Utm } from '@/server/links/link'

const fields = [
  { name: 'source', label: 'utm_source', placeholder: 'newsletter', isWide: false },
  { name: 'medium', label: 'utm_medium', placeholder: 'email', isWide: false },
  { name: 'campaign', label: 'utm_campaign', placeholder: 'spring-2026', isWide: true },
  { name: 'term', label: 'utm_term', placeholder: '', isWide: false },
  { name: 'content', label: 'utm_content', placeholder: '', isWide: false },
] as const

/** The five Google Analytics parameters (IR-11); all may stay empty. */
export function UtmFields({ utm, onChange }: { utm: Utm; onChange: (utm: Utm) => void }) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-[13px]">
        UTM parameters <span className="font-normal text-ink-faint">(optional)</span>
      </legend>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        {fields.map(({ name, label, placeholder, isWide }) => (
          <FormField key={name} label={label} {...(isWide ? { className: 'sm:col-span-2' } : {})}>
            {(control) => (
              <Input
                {...control}
                value={utm[name]}
                placeholder={placeholder}
                maxLength={200}
                onChange={(event) => onChange({ ...utm, [name]: event.target.value })}
              />
            )}
          </FormField>
        ))}
      </div>
    </fieldset>
  )
}
