'use client'

import { ListPlus, Plus, X } from 'lucide-react'
import type {
  ActionProps,
  CombinatorSelectorProps,
  FieldSelectorProps,
  FullOption,
  FullOptionList,
  NotToggleProps,
  OperatorSelectorProps,
  OptionGroup,
} from 'react-querybuilder'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'

export function CriteriaFieldSelector({ value, options, handleOnChange, disabled }: FieldSelectorProps) {
  return (
    <Combobox
      aria-label="Field"
      options={flatten(options)}
      value={value || null}
      onValueChange={handleOnChange}
      placeholder="Choose a field…"
      searchPlaceholder="Search fields…"
      disabled={disabled ?? false}
      className="col-start-1 row-start-1"
    />
  )
}

export function CriteriaOperatorSelector({
  value,
  options,
  handleOnChange,
  disabled,
}: OperatorSelectorProps) {
  return (
    <Select
      aria-label="Comparison"
      options={flatten(options)}
      value={value ?? null}
      onValueChange={handleOnChange}
      disabled={disabled ?? false}
      className="col-span-2"
    />
  )
}

/** “all” and “any”, as they are read out: match all of, match any of. */
export function CriteriaCombinator({ value, handleOnChange, disabled }: CombinatorSelectorProps) {
  return (
    <Select
      aria-label="Match"
      options={[
        { value: 'and', label: 'All of' },
        { value: 'or', label: 'Any of' },
      ]}
      value={value === 'or' ? 'or' : 'and'}
      onValueChange={handleOnChange}
      disabled={disabled ?? false}
      className="h-8 w-20 gap-1 px-2"
    />
  )
}

export function CriteriaNotToggle({ checked, handleOnChange, disabled }: NotToggleProps) {
  return (
    <Button
      size="sm"
      variant={checked ? 'danger' : 'ghost'}
      className="px-1.5"
      aria-pressed={checked ?? false}
      disabled={disabled ?? false}
      onClick={() => handleOnChange(!checked)}
    >
      Not
    </Button>
  )
}

export function AddCondition({ handleOnClick, disabled }: ActionProps) {
  return (
    <Button
      size="sm"
      variant="ghost"
      className="gap-1 px-1.5"
      disabled={disabled ?? false}
      onClick={() => handleOnClick()}
    >
      <Plus />
      Condition
    </Button>
  )
}

export function AddGroup({ handleOnClick, disabled }: ActionProps) {
  return (
    <IconButton
      size="sm"
      label="Add a group of conditions"
      disabled={disabled ?? false}
      onClick={() => handleOnClick()}
    >
      <ListPlus />
    </IconButton>
  )
}

export function RemoveCondition({ handleOnClick, disabled, ruleOrGroup }: ActionProps) {
  return (
    <IconButton
      size="sm"
      label={'rules' in ruleOrGroup ? 'Remove group' : 'Remove condition'}
      disabled={disabled ?? false}
      onClick={() => handleOnClick()}
      className={'rules' in ruleOrGroup ? 'ml-auto' : 'col-start-2 row-start-1'}
    >
      <X />
    </IconButton>
  )
}

/** The options of a selector as one list; ours come without groups. */
function flatten(options: FullOptionList<FullOption>): FullOption[] {
  const entries: (FullOption | OptionGroup<FullOption>)[] = options
  return entries.flatMap<FullOption>((entry) => (isGroup(entry) ? [...entry.options] : [entry]))
}

function isGroup(entry: FullOption | OptionGroup<FullOption>): entry is OptionGroup<FullOption> {
  return 'options' in entry
}
