import type { ComponentType } from 'react'
import type { ControlProps } from '@/components/ui/form-field'
import type { NodeDefinition } from '@/workflows/define-node'
import type { FieldInfo } from '@/workflows/fields'

/** What a settings form is drawn from: a definition, the settings as they are, and where they stand in the node. */
export type SettingsFormProps = {
  nodeId: string
  definition: NodeDefinition
  config: Record<string, unknown>
  /** Empty for the node itself, `steps.0.config.` for a step. */
  pathPrefix: string
  isReadOnly: boolean
  /** Sets some settings; `undefined` removes one. `field` is the one being worked on. */
  onChange: (patch: Record<string, unknown>, field: string) => void
}

/** What every input of a settings form gets. `value` is unknown: half-filled and imported settings come here too. */
export type WidgetProps = Omit<SettingsFormProps, 'pathPrefix' | 'onChange'> & {
  name: string
  info: FieldInfo
  path: string
  control: ControlProps
  value: unknown
  onChange: (value: unknown) => void
  /** Sets this and other settings of the same config at once. */
  onPatch: (patch: Record<string, unknown>) => void
  /** Draws the form of something inside this field; given, because inputs that hold forms are parts of forms. */
  Form: ComponentType<SettingsFormProps>
}

/** The strings in a value that may be anything. */
export function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** The value when it is text, else nothing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
