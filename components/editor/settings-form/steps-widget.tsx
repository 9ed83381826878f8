'use client'

import { ChevronDown, ChevronRight, Copy, EllipsisVertical, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { catalogue, definitionFor, isStepType } from '@/workflows/catalogue'
import type { NodeDefinition } from '@/workflows/define-node'
import { type Step, stepSchema } from '@/workflows/fields'
import { useEditor, useReferences } from '../editor-context'
import { makeId } from '../make-id'
import { summaryOf, titleOf } from '../node-view'
import { problemsAt } from '../problems-at'
import { moveItem } from './move-item'
import { SortableItem } from './sortable-item'
import type { WidgetProps } from './widget-props'

/** The steps of a sequence: added, put in order, and each opened to the form of its own type. */
export function StepsWidget(props: WidgetProps) {
  const { control, info, path, value, onChange, isReadOnly } = props
  const steps = z.array(stepSchema).safeParse(value).data ?? []
  const [openId, setOpenId] = useState<string | null>(null)
  const focusedIndex = useEditor(({ focusedField }) => indexIn(focusedField, path))
  const [seenFocus, setSeenFocus] = useState<number | null>(null)
  if (focusedIndex !== seenFocus) {
    setSeenFocus(focusedIndex)
    if (focusedIndex !== null) setOpenId(steps[focusedIndex]?.id ?? null)
  }
  const add = (definition: NodeDefinition) => {
    const config = structuredClone(definition.initial) as Record<string, unknown> // a config is a record of its fields
    const step = { id: makeId(), type: definition.type, config }
    onChange([...steps, step])
    setOpenId(step.id)
  }
  return (
    <fieldset id={control.id} aria-label={info.label} className="flex min-w-0 flex-col gap-2">
      {steps.length ? (
        <ol className="flex flex-col gap-2">
          {steps.map((step, index) => (
            <StepItem
              key={step.id}
              {...props}
              steps={steps}
              step={step}
              index={index}
              isOpen={step.id === openId}
              onToggle={() => setOpenId(step.id === openId ? null : step.id)}
            />
          ))}
        </ol>
      ) : null}
      {isReadOnly ? null : <AddStep onAdd={add} />}
    </fieldset>
  )
}

type StepItemProps = WidgetProps & {
  steps: Step[]
  step: Step
  index: number
  isOpen: boolean
  onToggle: () => void
}

function StepItem({ steps, step, index, isOpen, onToggle, ...props }: StepItemProps) {
  const { nodeId, path, onChange, isReadOnly, Form, control } = props
  const definition = definitionFor(step.type)
  const name = `step ${index + 1}`
  const problems = useEditor((state) => problemsAt(state.problems, nodeId, `${path}.${index}`, true).length)
  const replace = (config: Step['config']) =>
    onChange(steps.map((other) => (other === step ? { ...step, config } : other)))
  return (
    <SortableItem
      name={name}
      listId={control.id}
      index={index}
      count={steps.length}
      isReadOnly={isReadOnly}
      onMove={(from, to) => onChange(moveItem(steps, from, to))}
      header={
        <StepHeader step={step} index={index} isOpen={isOpen} onToggle={onToggle} problems={problems} />
      }
      actions={
        <DropdownMenu
          trigger={
            <IconButton size="sm" className="w-7" label={`More for ${name}`}>
              <EllipsisVertical />
            </IconButton>
          }
        >
          <MenuItem icon={<Copy />} onSelect={() => onChange(duplicated(steps, index))}>
            Duplicate
          </MenuItem>
          <MenuItem
            icon={<Trash2 />}
            isDanger
            onSelect={() => onChange(steps.filter((other) => other !== step))}
          >
            Remove
          </MenuItem>
        </DropdownMenu>
      }
    >
      {isOpen && definition ? (
        <div className="border-t p-3">
          <Form
            nodeId={nodeId}
            definition={definition}
            config={step.config}
            pathPrefix={`${path}.${index}.config.`}
            isReadOnly={isReadOnly}
            onChange={(patch) => replace(withPatch(step.config, patch))}
          />
        </div>
      ) : null}
    </SortableItem>
  )
}

type StepHeaderProps = {
  step: Step
  index: number
  isOpen: boolean
  onToggle: () => void
  problems: number
}

function StepHeader({ step, index, isOpen, onToggle, problems }: StepHeaderProps) {
  const references = useReferences()
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={`Step ${index + 1}: ${titleOf(step.type)}`}
      onClick={onToggle}
      className="flex w-full min-w-0 items-center gap-2 rounded-md p-1 text-left focus-ring"
    >
      <Icon name={definitionFor(step.type)?.icon ?? ''} className="text-ink-soft" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-[13px]">{titleOf(step.type)}</span>
        <span className="block truncate text-ink-faint text-xs">{summaryOf(step, references)}</span>
      </span>
      {problems ? (
        <span className="size-2 shrink-0 rounded-full bg-bad">
          <span className="sr-only">has problems</span>
        </span>
      ) : null}
      <Chevron className="size-4 shrink-0 text-ink-faint" aria-hidden />
    </button>
  )
}

function AddStep({ onAdd }: { onAdd: (definition: NodeDefinition) => void }) {
  return (
    <DropdownMenu
      align="start"
      trigger={
        <Button size="sm" className="self-start">
          <Plus />
          Add step
        </Button>
      }
    >
      {catalogue.filter(isStepType).map((definition) => (
        <MenuItem
          key={definition.type}
          icon={<Icon name={definition.icon} />}
          onSelect={() => onAdd(definition)}
        >
          {definition.title}
        </MenuItem>
      ))}
    </DropdownMenu>
  )
}

/** 2 for `steps.2.config.messageId` under the path `steps`; null for anything else. */
function indexIn(focusedField: string | null, path: string): number | null {
  if (!focusedField?.startsWith(`${path}.`)) return null
  const index = Number.parseInt(focusedField.slice(path.length + 1), 10)
  return Number.isNaN(index) ? null : index
}

function duplicated(steps: Step[], index: number): Step[] {
  return steps.flatMap((step, at) =>
    at === index ? [step, { ...structuredClone(step), id: makeId() }] : [step],
  )
}

function withPatch(config: Step['config'], patch: Record<string, unknown>): Step['config'] {
  return Object.fromEntries(
    Object.entries({ ...config, ...patch }).filter(([, value]) => value !== undefined),
  )
}
