'use client'

import { TriangleAlert } from 'lucide-react'
import { FormField } from '@/components/ui/form-field'
import { describedFields, type FieldInfo } from '@/workflows/fields'
import { useEditor } from '../editor-context'
import { problemsAt } from '../problems-at'
import type { SettingsFormProps } from './widget-props'
import { widgets } from './widgets'

/** The form of a node or step, drawn from what its definition says of its config; problems stand beside the fields. */
export function SettingsForm(props: SettingsFormProps) {
  const fields = describedFields(props.definition.config)
  if (!fields.length) return <p className="text-ink-faint">There is nothing to set here.</p>
  return (
    <div className="flex flex-col gap-5">
      {fields.map(({ name, info }) => (
        <SettingsField key={name} {...props} name={name} info={info} />
      ))}
    </div>
  )
}

function SettingsField({
  name,
  info,
  pathPrefix,
  onChange,
  ...props
}: SettingsFormProps & { name: string; info: FieldInfo }) {
  const { nodeId, config } = props
  const { Input, showsInnerProblems = false } = widgets[info.widget]
  const path = pathPrefix + name
  const problems = useEditor((state) => state.problems)
  const warnings = useEditor((state) => state.warnings)
  const errors = textsOf(problemsAt(problems, nodeId, path, !showsInnerProblems))
  const advice = textsOf(problemsAt(warnings, nodeId, path, !showsInnerProblems))
  return (
    <div data-field-path={path} className="flex min-w-0 flex-col gap-1.5">
      <FormField label={info.label} help={info.help} error={errors.join(' ') || null}>
        {(control) => (
          <Input
            {...props}
            name={name}
            info={info}
            path={path}
            control={control}
            value={config[name]}
            onChange={(value) => onChange({ [name]: value }, path)}
            onPatch={(patch) => onChange(patch, path)}
            Form={SettingsForm}
          />
        )}
      </FormField>
      {advice.map((message) => (
        <p key={message} className="flex gap-1.5 text-[13px] text-warn">
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          {message}
        </p>
      ))}
    </div>
  )
}

function textsOf(problems: { message: string }[]): string[] {
  return [...new Set(problems.map(({ message }) => message))]
}
