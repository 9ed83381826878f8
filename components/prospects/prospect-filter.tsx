'use client'

import { ListFilter, X } from 'lucide-react'
import { useState } from 'react'
import { SourcesProvider } from '@/components/editor/editor-context'
import { CriteriaEditor } from '@/components/editor/settings-form/criteria/criteria-editor'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import { type Criteria, completeCriteriaSchema, isCriteriaGroup } from '@/workflows/criteria/criteria'
import { describeCriteria, describeRule } from '@/workflows/criteria/describe-criteria'
import { vocabularyOf } from '@/workflows/criteria/vocabulary-of'
import { MatchCount } from './match-count'
import type { useProspectSources } from './use-prospect-sources'

type FilterProps = {
  criteria: Criteria
  sources: ReturnType<typeof useProspectSources>
  onChange: (criteria: Criteria) => void
}

/** Opens the conditions of the list; they hold when they are complete and applied. */
export function FilterButton({ criteria, sources, onChange }: FilterProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <ListFilter />
        Filter
      </Button>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Filter prospects"
        description="Show only those who meet these conditions."
      >
        <FilterForm
          criteria={criteria}
          sources={sources}
          onChange={(next) => {
            onChange(next)
            setOpen(false)
          }}
        />
      </Sheet>
    </>
  )
}

function FilterForm({ criteria, sources, onChange }: FilterProps) {
  const [draft, setDraft] = useState<Criteria>(criteria)
  const checked = completeCriteriaSchema.safeParse(draft)
  return (
    <div className="flex flex-col gap-4">
      <SourcesProvider sources={sources}>
        <CriteriaEditor label="Conditions" value={draft} onChange={setDraft} isReadOnly={false} />
      </SourcesProvider>
      {checked.success ? (
        <MatchCount criteria={checked.data} />
      ) : (
        <p className="text-ink-faint">Enter a value to compare with in every condition.</p>
      )}
      <div className="flex justify-end gap-2">
        <Button disabled={!criteria && !draft} onClick={() => onChange(null)}>
          Clear filter
        </Button>
        <Button variant="primary" disabled={!checked.success} onClick={() => onChange(draft)}>
          Apply
        </Button>
      </div>
    </div>
  )
}

/** The filter as sentences, one for each condition where all must hold; each can be taken out. */
export function FilterChips({ criteria, sources, onChange }: FilterProps) {
  if (!criteria || criteria.rules.length === 0) return null
  const vocabulary = vocabularyOf(sources)
  const isPlain = criteria.combinator === 'and' && !criteria.not
  const parts = isPlain
    ? criteria.rules.map((rule) => ({
        text: isCriteriaGroup(rule) ? describeCriteria(rule, vocabulary) : describeRule(rule, vocabulary),
        rest: criteria.rules.filter((other) => other !== rule),
      }))
    : [{ text: describeCriteria(criteria, vocabulary), rest: [] }]
  return (
    <ul aria-label="Filter" className="flex flex-wrap items-center gap-1.5">
      {parts.map(({ text, rest }) => (
        <li
          key={text}
          className="flex min-w-0 max-w-full items-center gap-1 rounded-full bg-accent-soft py-1 pr-1.5 pl-3 text-[13px] text-accent-ink"
        >
          <span className="truncate" title={text}>
            {text}
          </span>
          <button
            type="button"
            aria-label={`Remove the condition ${text}`}
            className="rounded-full p-0.5 focus-ring"
            onClick={() => onChange(rest.length ? { ...criteria, rules: rest } : null)}
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}
