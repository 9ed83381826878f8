'use client'

import { CriteriaResultView } from '@/components/runs/criteria-result-view'
import { OutcomeBadge } from '@/components/runs/outcome-badge'
import { snapshotValue } from '@/components/runs/snapshot-view'
import { formatDateTime } from '@/components/ui/time-ago'
import { describeOutcome, describePlace } from '@/workflows/describe'
import { applyEffect, describeEffect, type EffectRequest, liveOnlyPart } from '@/workflows/effects'
import { useEditor, useReferences } from '../editor-context'
import type { ShownStep } from './session'
import { ValueChanges } from './value-changes-view'

/** The current step: what it is, what became of it and why, and what it would do. Read out when it changes. */
export function StepNow({ step }: { step: ShownStep | null }) {
  return (
    <section aria-label="Current step" aria-live="polite" className="rounded-lg border bg-canvas p-3">
      {step ? (
        <StepAccount step={step} />
      ) : (
        <p className="text-ink-soft">Nothing has happened yet. Choose above what happens.</p>
      )}
    </section>
  )
}

function StepAccount({ step: { record, frame } }: { step: ShownStep }) {
  const document = useEditor((state) => state.document)
  const references = useReferences()
  const { title, summary } = describePlace(record, document, references)
  const effects = record.effects.flatMap((index) => frame.advance.effects[index] ?? [])
  const earlier = frame.advance.steps.slice(0, frame.advance.steps.indexOf(record))
  const done = earlier.reduce((count, step) => count + step.effects.length, 0)
  const before = frame.advance.effects.slice(0, done).reduce(applyEffect, frame.before)
  const after = effects.reduce(applyEffect, before)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium">{title}</h3>
        <OutcomeBadge outcome={record.outcome} />
      </div>
      {summary ? <p className="text-ink-soft">{summary}</p> : null}
      <p className="text-[13px] text-ink-soft">{describeOutcome(record, document)}</p>
      {record.endsAt ? (
        <p className="text-[13px] text-ink-soft">Until {formatDateTime(record.endsAt)}.</p>
      ) : null}
      <Conditions record={record} valueByThen={(field) => snapshotValue(before, field)} />
      {effects.length ? (
        <div className="mt-2">
          <p className="text-ink-faint text-xs">Would be done</p>
          <ul aria-label="Effects" className="list-disc pl-5">
            {effects.map((effect, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the effects of a step never change, and have no ids
              <li key={index}>
                {describeEffect(effect)}
                <LiveOnly effect={effect} />
              </li>
            ))}
          </ul>
          <ValueChanges before={before} after={after} />
        </div>
      ) : null}
    </>
  )
}

function LiveOnly({ effect }: { effect: EffectRequest }) {
  const text = liveOnlyPart(effect)
  return text ? <p className="text-[13px] text-ink-soft">{text}</p> : null
}

type ConditionsProps = { record: ShownStep['record']; valueByThen: (field: string) => unknown }

function Conditions({ record, valueByThen }: ConditionsProps) {
  const document = useEditor((state) => state.document)
  const tried = [...record.rejected, { branch: record.branch, criteria: record.criteria }]
  const node = document.nodes.find(({ id }) => id === record.nodeId)
  const branches = Array.isArray(node?.config.branches) ? node.config.branches : []
  return tried.map(({ branch, criteria }) =>
    criteria ? (
      <div key={branch ?? ''} className="mt-2">
        {branch ? (
          <p className="mb-1 text-[13px] text-ink-soft">
            Branch “{branches.find((entry: { id?: unknown }) => entry.id === branch)?.name ?? branch}”
          </p>
        ) : null}
        <CriteriaResultView result={criteria} valueByThen={valueByThen} />
      </div>
    ) : null,
  )
}
