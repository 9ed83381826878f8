'use client'

import { useProspectSources } from '@/components/prospects/use-prospect-sources'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { describeCriteria } from '@/workflows/criteria/describe-criteria'
import { vocabularyOf } from '@/workflows/criteria/vocabulary-of'

/** What a list that fills itself looks for, and how far it is with everybody. */
export function FilledBy({ list }: { list: RouterOutputs['lists']['get'] }) {
  const sources = useProspectSources()
  return (
    <section aria-label="Criteria" className="mb-4 rounded-lg border bg-sunken px-4 py-2.5">
      <p className="break-words">
        <span className="text-ink-soft">Fills itself with prospects where </span>
        {describeCriteria(list.criteria, vocabularyOf(sources))}.
      </p>
      {list.filling === null ? null : (
        <p role="status" className="mt-1 flex items-center gap-3 text-[13px] text-ink-soft">
          Looking through everybody…
          <progress
            aria-label="Looked through"
            className="h-1.5 w-40 accent-(--color-accent)"
            value={list.filling}
            max={1}
          />
        </p>
      )}
    </section>
  )
}
