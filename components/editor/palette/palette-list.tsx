'use client'

import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { SearchInput } from '@/components/ui/search-input'
import type { NodeDefinition } from '@/workflows/define-node'
import { kindColours } from '../canvas/kind-colours'
import { nodeDragType } from './node-drag'
import { paletteGroups } from './palette-groups'

type PaletteListProps = {
  onChoose: (definition: NodeDefinition, isByKey: boolean) => void
  /** Leaves out what cannot stand in this place. */
  canChoose?: (definition: NodeDefinition) => boolean
  isDraggable?: boolean
  /** Takes the keyboard when it is drawn, so that a type can be typed at once. */
  autoFocus?: boolean
}

/** Every node type, by group: searched by title, else by description; chosen by click or Enter, or dragged onto the canvas. */
export function PaletteList({
  onChoose,
  canChoose = () => true,
  isDraggable = false,
  autoFocus,
}: PaletteListProps) {
  const [search, setSearch] = useState('')
  const inTitle = choicesBy((definition) => canChoose(definition) && hasWords(definition.title, search))
  const groups = inTitle.length
    ? inTitle
    : choicesBy((definition) => canChoose(definition) && hasWords(definition.description, search))
  const first = groups[0]?.choices[0]
  const choose = (definition: NodeDefinition, isByKey: boolean) => {
    setSearch('')
    onChoose(definition, isByKey)
  }
  return (
    <div className="flex flex-col gap-4">
      <SearchInput
        aria-label="Search node types"
        placeholder="Search"
        autoFocus={autoFocus}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && search && first) choose(first, true)
        }}
      />
      {groups.map(({ title, choices }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-1 px-2 text-ink-faint text-xs">{title}</h2>
          <ul className="flex flex-col">
            {choices.map((definition) => (
              <li key={definition.type}>
                <PaletteItem definition={definition} onChoose={choose} isDraggable={isDraggable} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {groups.length ? null : (
        <p role="status" className="px-2 text-[13px] text-ink-soft">
          Nothing is called that.
        </p>
      )}
    </div>
  )
}

function choicesBy(isChoice: (definition: NodeDefinition) => boolean) {
  return paletteGroups.flatMap(({ title, definitions }) => {
    const choices = definitions.filter(isChoice)
    return choices.length ? [{ title, choices }] : []
  })
}

function hasWords(text: string, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/)
  return words.every((word) => text.toLowerCase().includes(word))
}

type PaletteItemProps = {
  definition: NodeDefinition
  onChoose: (definition: NodeDefinition, isByKey: boolean) => void
  isDraggable: boolean
}

function PaletteItem({ definition, onChoose, isDraggable }: PaletteItemProps) {
  return (
    <button
      type="button"
      aria-label={definition.title}
      title={definition.description}
      draggable={isDraggable}
      onDragStart={(event) => {
        event.dataTransfer.setData(nodeDragType, definition.type)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      // A click that counts none was made with a key.
      onClick={({ detail }) => onChoose(definition, detail === 0)}
      className={cn(
        'flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left lg:py-1 hover:bg-sunken focus-ring',
        isDraggable && 'active:cursor-grabbing',
      )}
    >
      <span
        className={cn(
          'flex size-7 shrink-0 items-center justify-center rounded-md lg:size-6',
          kindColours[definition.kind].icon,
        )}
      >
        <Icon name={definition.icon} />
      </span>
      <span className="min-w-0 truncate text-[13px]">{definition.title}</span>
    </button>
  )
}
