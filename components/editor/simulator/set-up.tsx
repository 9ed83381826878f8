'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { emptyProspect, type ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { fromLocalInput, toLocalInput } from './local-input'
import { ProspectChoice } from './prospect-choice'
import { ValuesForm } from './values-form'

type SetUpProps = {
  /** Whom the last try was about. */
  prospect: ProspectSnapshot
  onBegin: (prospect: ProspectSnapshot, at: Date) => void
}

const sources = [
  { value: 'invented', label: 'An invented prospect' },
  { value: 'known', label: 'A prospect of yours', help: 'A copy of the values as they are now.' },
] as const

/** Who goes through the drawing, with which values, and when. */
export function SetUp({ prospect, onBegin }: SetUpProps) {
  const [source, setSource] = useState<'invented' | 'known'>('invented')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [values, setValues] = useState(prospect)
  const [start, setStart] = useState(() => toLocalInput(new Date()))
  const at = fromLocalInput(start)
  const isReady = at !== null && (source === 'invented' || chosenId !== null)
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onBegin(values, at)
      }}
    >
      <RadioGroup
        aria-label="Who goes through it"
        options={sources}
        value={source}
        onValueChange={(next) => {
          setSource(next)
          setChosenId(null)
          setValues(emptyProspect)
        }}
      />
      {source === 'known' ? (
        <ProspectChoice
          id={chosenId}
          onChoose={(id, snapshot) => {
            setChosenId(id)
            setValues(snapshot)
          }}
        />
      ) : null}
      {source === 'invented' || chosenId ? (
        <details open={source === 'invented'} className="rounded-md border p-3">
          <summary className="cursor-pointer font-medium text-[13px]">Values</summary>
          <ValuesForm prospect={values} onChange={setValues} />
        </details>
      ) : null}
      <FormField label="Begins at">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={start}
            onChange={({ target }) => setStart(target.value)}
          />
        )}
      </FormField>
      {/* In sight however long the values are. */}
      <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-col border-t bg-surface p-4">
        <Button type="submit" variant="primary" disabled={!isReady}>
          Start
        </Button>
      </div>
    </form>
  )
}
