'use client'

import { useState } from 'react'
import { FormField } from '@/components/ui/form-field'
import { RadioGroup } from '@/components/ui/radio-group'
import { type Reentry, reentryDaysMax } from '@/workflows/document/reentry'
import { changeSettings } from '@/workflows/edit/change-settings'
import { useEditor, useEditorStore } from '../editor-context'
import { NumberInput } from '../settings-form/number-input'
import { SidePanel } from './side-panel'

const modes = [
  { value: 'always', label: 'Every time', help: 'Each event that starts the workflow starts it again.' },
  { value: 'once', label: 'Once', help: 'A prospect goes through it one time, ever.' },
  { value: 'every', label: 'Every few days at most', help: 'Starts in between are left out.' },
] as const

const startingDays = 30

/** What holds for the workflow as a whole, whatever is selected. */
export function WorkflowSettingsPanel() {
  const store = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'workflow')
  if (!isOpen) return null
  return (
    <SidePanel
      label="Workflow settings"
      onClose={() => store.getState().show(null)}
      header={<h2 className="py-1 font-semibold">Workflow settings</h2>}
    >
      <ReentryForm />
    </SidePanel>
  )
}

function ReentryForm() {
  const store = useEditorStore()
  const reentry = useEditor(({ document }) => document.settings.reentry)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const change = (next: Reentry) =>
    store
      .getState()
      .edit(
        'Change workflow settings',
        (document) => changeSettings(document, { reentry: next }),
        'settings:reentry',
      )
  return (
    <fieldset disabled={isReadOnly} className="flex flex-col gap-3">
      <legend className="mb-1 font-medium text-[13px]">How often a prospect may start it</legend>
      <RadioGroup
        aria-label="How often a prospect may start it"
        options={modes}
        value={reentry.mode}
        onValueChange={(mode) => change(mode === 'every' ? { mode, days: startingDays } : { mode })}
      />
      {reentry.mode === 'every' ? (
        <DaysInput days={reentry.days} onChange={(days) => change({ mode: 'every', days })} />
      ) : null}
      <p className="text-[13px] text-ink-faint">
        Prospects who are on their way go on, whatever is chosen. Takes effect when the drawing is published.
      </p>
    </fieldset>
  )
}

/** Only numbers of days that can be saved get into the drawing; what is half typed stays here. */
function DaysInput({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  const [typed, setTyped] = useState<{ value: number | undefined } | null>(null)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  return (
    <FormField
      label="Days between two starts"
      error={typed ? `Enter a whole number from 1 to ${reentryDaysMax}` : null}
    >
      {(control) => (
        <NumberInput
          {...control}
          value={typed ? typed.value : days}
          disabled={isReadOnly}
          className="w-24"
          onValueChange={(value) => {
            const isFit = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= reentryDaysMax
            setTyped(isFit ? null : { value })
            if (isFit) onChange(Number(value))
          }}
        />
      )}
    </FormField>
  )
}
