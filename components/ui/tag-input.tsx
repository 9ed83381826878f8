'use client'

import { type ClipboardEvent, type KeyboardEvent, useId, useState } from 'react'
import { Chip } from './chip'
import { cn } from './cn'
import type { ControlProps } from './form-field'

type TagInputProps = Partial<ControlProps> & {
  value: readonly string[]
  onValueChange: (value: string[]) => void
  /** Tags in use elsewhere, offered while typing. */
  suggestions?: readonly string[]
  placeholder?: string
  disabled?: boolean
  className?: string
  'aria-label'?: string
}

/** Free tags: Enter or a comma adds, Backspace in an empty field removes the last, a pasted list is split. */
export function TagInput({
  value,
  onValueChange,
  suggestions = [],
  placeholder = 'Add a tag…',
  disabled,
  className,
  ...control
}: TagInputProps) {
  const [text, setText] = useState('')
  const listId = useId()
  const add = (typed: string) => {
    const added = splitTags(typed).filter((tag) => !value.includes(tag))
    if (added.length) onValueChange([...value, ...added])
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === 'Enter' || event.key === ',') && text.trim()) {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Backspace' && !text) onValueChange(value.slice(0, -1))
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text')
    if (!/[,\n]/.test(pasted)) return
    event.preventDefault()
    add(text + pasted)
  }
  return (
    <div className={cn('control flex min-h-9 flex-wrap items-center gap-1 p-1', className)}>
      {value.map((tag) => (
        <Chip
          key={tag}
          text={tag}
          removeLabel={`Remove tag ${tag}`}
          disabled={disabled}
          onRemove={() => onValueChange(value.filter((other) => other !== tag))}
        />
      ))}
      <input
        className="min-w-24 flex-1 bg-transparent px-2 py-0.5 outline-none placeholder:text-ink-faint"
        value={text}
        placeholder={value.length ? '' : placeholder}
        disabled={disabled}
        list={listId}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => add(text)}
        {...control}
      />
      <datalist id={listId}>
        {suggestions
          .filter((tag) => !value.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
    </div>
  )
}

function splitTags(typed: string): string[] {
  const tags = typed.split(/[,\n]/).map((tag) => tag.trim())
  return [...new Set(tags)].filter((tag) => tag !== '')
}
