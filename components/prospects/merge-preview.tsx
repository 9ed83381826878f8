'use client'

import { combine } from '@/workflows/combine-prospects'
import { consentLabels } from './consent-labels'
import type { ChosenValues } from './merge-choices'
import { prospectName } from './prospect-name'
import type { ProspectRecord } from './prospect-record'
import { TagList } from './tag-list'

type MergePreviewProps = { survivor: ProspectRecord; other: ProspectRecord; chosen: ChosenValues }

/** Who there will be: computed by the same function that does it. */
export function MergePreview({ survivor, other, chosen }: MergePreviewProps) {
  const result = combine({ ...survivor, visitorIds: [] }, { ...other, visitorIds: [] }, chosen)
  return (
    <section aria-label="Result" className="rounded-lg bg-sunken p-3">
      <h3 className="mb-2 font-semibold">What comes of it</h3>
      <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1">
        <Line label="Name">{prospectName(result)}</Line>
        <Line label="Email">{result.email}</Line>
        <Line label="Organization">{result.organization}</Line>
        <Line label="Phone">{result.phone}</Line>
        <Line label="Score">{result.score.toLocaleString('en')}</Line>
        <Line label="Tags">{result.tags.length ? <TagList tags={result.tags} /> : null}</Line>
        <Line label="Lists">{result.lists.length ? String(result.lists.length) : null}</Line>
        <Line label="Email consent">{consentLabels.email[result.consent.email]}</Line>
        <Line label="Tracking">{consentLabels.tracking[result.consent.tracking]}</Line>
      </dl>
    </section>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-[13px] text-ink-faint">{label}</dt>
      <dd className="min-w-0 break-words">{children || <span className="text-ink-faint">—</span>}</dd>
    </>
  )
}
