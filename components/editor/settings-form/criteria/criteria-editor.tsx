'use client'

import { Plus } from 'lucide-react'
import { type FullField, QueryBuilder } from 'react-querybuilder'
import { Button } from '@/components/ui/button'
import type { Criteria } from '@/workflows/criteria/criteria'
import type { ProspectField, ProspectFieldType } from '@/workflows/prospect-fields'
import { useSources } from '../../editor-context'
import { makeId } from '../../make-id'
import {
  AddCondition,
  AddGroup,
  CriteriaCombinator,
  CriteriaFieldSelector,
  CriteriaNotToggle,
  CriteriaOperatorSelector,
  RemoveCondition,
} from './criteria-controls'
import { operatorsFor } from './criteria-operators'
import { CriteriaValueEditor } from './criteria-value-editor'
import { fromQuery, toQuery } from './from-query'

type CriteriaEditorProps = {
  id?: string
  label: string
  value: unknown
  onChange: (criteria: Criteria) => void
  isReadOnly: boolean
}

/** Edits a condition. Without one it reads “Always”; the last condition taken away makes it so again. */
export function CriteriaEditor({ id, label, value, onChange, isReadOnly }: CriteriaEditorProps) {
  const { fields } = useSources()
  const query = toQuery(value)
  if (!query)
    return (
      <fieldset id={id} aria-label={label} className="flex items-center justify-between gap-3">
        <span className="text-ink-soft">Always</span>
        <Button size="sm" disabled={isReadOnly} onClick={() => onChange(firstCondition(fields))}>
          <Plus />
          Add a condition
        </Button>
      </fieldset>
    )
  return (
    <fieldset id={id} aria-label={label} className="min-w-0">
      <QueryBuilder
        fields={fields.map(asOption)}
        query={query}
        onQueryChange={(next) => onChange(next.rules.length ? fromQuery(next) : null)}
        getOperators={(field) => operatorsFor(typeIn(fields, field))}
        getDefaultValue={() => ''}
        controlElements={controls}
        controlClassnames={classNames}
        disabled={isReadOnly}
        showNotToggle
        addRuleToNewGroups
        resetOnFieldChange
        listsAsArrays
        enableMountQueryChange={false}
        suppressStandardClassnames
        maxLevels={3}
      />
    </fieldset>
  )
}

const controls = {
  addRuleAction: AddCondition,
  addGroupAction: AddGroup,
  removeRuleAction: RemoveCondition,
  removeGroupAction: RemoveCondition,
  combinatorSelector: CriteriaCombinator,
  notToggle: CriteriaNotToggle,
  fieldSelector: CriteriaFieldSelector,
  operatorSelector: CriteriaOperatorSelector,
  valueEditor: CriteriaValueEditor,
}

/** Made for a narrow panel: the field over its comparison and value, the cross at the end of the first line. */
const classNames = {
  ruleGroup: 'flex flex-col gap-2 rounded-lg border bg-sunken p-2.5',
  header: 'flex flex-wrap items-center gap-0.5',
  body: 'flex flex-col gap-2',
  rule: 'grid grid-cols-[minmax(0,1fr)_auto] gap-1.5 rounded-md border bg-surface p-2',
}

function asOption({ name, label, type }: ProspectField): FullField {
  return { name, value: name, label, type }
}

function typeIn(fields: ProspectField[], name: string): ProspectFieldType {
  return fields.find((field) => field.name === name)?.type ?? 'text'
}

/** A condition to begin with: the score, which most are about, or else the first field there is. */
function firstCondition(fields: ProspectField[]): Criteria {
  const field = fields.find(({ name }) => name === 'score') ?? fields[0]
  const operator = field?.type === 'number' ? '>=' : '='
  const rule = { id: makeId(), field: field?.name ?? 'email', operator, value: '' } as const
  return { id: makeId(), combinator: 'and', rules: [rule] }
}
