'use client'

import { useState } from 'react'
import { FormField } from '@/components/ui/form-field'
import { Textarea } from '@/components/ui/textarea'

type ScannerNetworksProps = {
  networks: string[]
  errors: Partial<Record<string, string>>
  onChange: (networks: string[]) => void
}

/** Networks, one a line; what is wrong with which line is said below. */
export function ScannerNetworks({ networks, errors, onChange }: ScannerNetworksProps) {
  const [typed, setTyped] = useState(networks.join('\n'))
  // Blank lines and spaces belong to the typing, not to the value; another value than the typed one came from outside.
  const text = networks.join('\n') === linesIn(typed).join('\n') ? typed : networks.join('\n')
  const wrong = networks.flatMap((network, index) => {
    const message = errors[`scannerNetworks.${index}`]
    return message ? `“${network}”: ${message}.` : []
  })
  return (
    <FormField
      label="Networks of scanners"
      help="One a line, like 203.0.113.0/24. A click from one of them is certainly not a person’s. By default none."
      error={wrong.join(' ') || null}
    >
      {(control) => (
        <Textarea
          {...control}
          spellCheck={false}
          className="font-mono text-[13px]"
          value={text}
          onChange={({ target }) => {
            setTyped(target.value)
            onChange(linesIn(target.value))
          }}
        />
      )}
    </FormField>
  )
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
