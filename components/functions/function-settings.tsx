import { NumberInput } from '@/components/editor/settings-form/number-input'
import { Card } from '@/components/ui/card'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { FunctionDraft } from './function-editor'
import { runtimeOptions } from './runtime-options'

type FunctionSettingsProps = {
  draft: FunctionDraft
  onChange: (patch: Partial<FunctionDraft>) => void
  isReadOnly: boolean
}

/** Name, description, where it runs and for how long at most. */
export function FunctionSettings({ draft, onChange, isReadOnly }: FunctionSettingsProps) {
  return (
    <Card title="Settings">
      <div className="flex flex-col gap-4">
        <FormField label="Name" isRequired>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={200}
              disabled={isReadOnly}
              onChange={({ target }) => onChange({ name: target.value })}
            />
          )}
        </FormField>
        <FormField label="Description">
          {(control) => (
            <Textarea
              {...control}
              value={draft.description}
              placeholder="What it does, for those who choose it"
              disabled={isReadOnly}
              onChange={({ target }) => onChange({ description: target.value })}
            />
          )}
        </FormField>
        <FormField label="Runs on">
          {(control) => (
            <Select
              {...control}
              options={runtimeOptions}
              value={draft.runtime}
              disabled={isReadOnly}
              onValueChange={(runtime) => onChange({ runtime })}
            />
          )}
        </FormField>
        <FormField
          label="Time limit in milliseconds"
          help={draft.runtime === 'javascript' ? 'Up to 5,000.' : 'Up to 60,000.'}
        >
          {(control) => (
            <NumberInput
              {...control}
              value={draft.timeoutMs}
              disabled={isReadOnly}
              onValueChange={(timeoutMs = 1_000) => onChange({ timeoutMs })}
            />
          )}
        </FormField>
      </div>
    </Card>
  )
}
