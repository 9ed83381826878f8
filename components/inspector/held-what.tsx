import Link from 'next/link'
import { reasonText } from '@/components/links/verdict-badge'
import type { HeldRecord } from './held-record'
import { holdReasons } from './hold-reason'

/** Who it happened to, and the address it came from. */
export function HeldWho({ record: { prospect, ip } }: { record: HeldRecord }) {
  return (
    <>
      {prospect ? (
        <Link
          href={`/prospects/${prospect.id}`}
          title={prospect.email ?? prospect.name}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
        >
          {prospect.name}
        </Link>
      ) : (
        <span className="text-ink-faint">Anonymous</span>
      )}
      {ip ? <span className="block truncate text-ink-faint text-xs">{ip}</span> : null}
    </>
  )
}

/** What happened, why it is held, and what releasing it would start. */
export function HeldWhat({ record }: { record: HeldRecord }) {
  const { summary, reason, reasons, workflow, runs } = record
  const why = [holdReasons[reason].why, ...reasons.map(reasonText)].join(' · ')
  const starts = runs.map((run) => `${run.workflow.name}, version ${run.version}`).join('; ')
  return (
    <>
      <span className="block break-words">{summary}</span>
      <span className="block break-words text-ink-faint text-xs">
        {why}
        {workflow ? ` For ${workflow.name}.` : null}
      </span>
      {starts ? <span className="block break-words text-ink-faint text-xs">Would run: {starts}</span> : null}
    </>
  )
}
