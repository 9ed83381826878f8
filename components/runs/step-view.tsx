import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { formatDateTime } from '@/components/ui/time-ago'
import { describePlace } from '@/workflows/describe'
import type { WorkflowDocument } from '@/workflows/document/document'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import type { StepRecord } from '@/workflows/step-record'
import { CriteriaResultView } from './criteria-result-view'
import { EffectView } from './effect-view'
import { OutcomeBadge } from './outcome-badge'
import type { RunStep } from './run-step'
import { snapshotValue } from './snapshot-view'

type StepViewProps = { step: RunStep; byThen: ProspectSnapshot; document: WorkflowDocument }

/** One step: what it is, what became of it and why, with its condition and its effects as they were. */
export function StepView({ step, byThen, document }: StepViewProps) {
  const isQuiet = quietOutcomes.has(step.outcome)
  return (
    <li className="relative pb-5 pl-11 before:absolute before:top-8 before:bottom-0 before:left-4 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span
        className={cn(
          'absolute top-0 left-0 flex size-8 items-center justify-center rounded-full border bg-surface',
          dotTones[step.outcome],
        )}
      >
        <Icon name={step.icon} />
      </span>
      <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className={cn('min-w-0 break-words font-medium', isQuiet && 'text-ink-soft')}>{step.title}</h3>
        {step.stepId ? (
          <span className="text-[13px] text-ink-faint">in “{nodeName(document, step)}”</span>
        ) : null}
        <OutcomeBadge outcome={step.outcome} />
        {step.endsAt ? (
          <span className="text-[13px] text-ink-soft">until {formatDateTime(step.endsAt)}</span>
        ) : null}
      </div>
      {step.summary && !isQuiet ? <p className="break-words text-ink-soft">{step.summary}</p> : null}
      {step.reason ? <p className="break-words text-[13px] text-ink-faint">{step.reason}</p> : null}
      <Conditions step={step} byThen={byThen} document={document} />
      {step.effects.length ? (
        <ul aria-label="Effects" className="mt-2 flex flex-col gap-2 rounded-md border bg-canvas px-3 py-2">
          {step.effects.map((effect) => (
            <li key={effect.id}>
              <EffectView effect={effect} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function Conditions({ step, byThen, document }: StepViewProps) {
  const valueByThen = (field: string) => snapshotValue(byThen, field)
  const branches = step.rejected.map(({ branch, criteria }) => ({ branch, criteria }))
  if (step.branch && step.criteria) branches.push({ branch: step.branch, criteria: step.criteria })
  return (
    <div className="mt-2 flex flex-col gap-2 empty:hidden">
      {branches.length === 0 && step.criteria ? (
        <CriteriaResultView result={step.criteria} valueByThen={valueByThen} />
      ) : null}
      {branches.map(({ branch, criteria }) => (
        <div key={branch}>
          <p className="mb-1 text-[13px] text-ink-soft">
            Branch “{branchName(document, step, branch)}”{branch === step.branch ? ', taken' : ', not taken'}
          </p>
          {criteria ? <CriteriaResultView result={criteria} valueByThen={valueByThen} /> : null}
        </div>
      ))}
    </div>
  )
}

function branchName(document: WorkflowDocument, { nodeId }: RunStep, branch: string): string {
  const branches = document.nodes.find(({ id }) => id === nodeId)?.config.branches
  const found = Array.isArray(branches)
    ? branches.find((entry: { id?: unknown }) => entry.id === branch)
    : null
  return typeof found?.name === 'string' ? found.name : branch
}

/** The sequence a step stands in, by the name it was given. */
function nodeName(document: WorkflowDocument, { nodeId }: RunStep): string {
  return describePlace({ nodeId, stepId: null }, document).title
}

/** Steps that only say where the run now stands. */
const quietOutcomes = new Set<StepRecord['outcome']>(['awaiting', 'withdrawn', 'finished', 'stopped'])

const dotTones: Record<StepRecord['outcome'], string> = {
  reached: 'border-accent bg-accent-soft text-accent-ink',
  entered: 'border-line-strong text-ink-soft',
  performed: 'border-good/40 bg-good-soft text-good',
  skipped: 'border-warn/40 bg-warn-soft text-warn',
  waiting: 'border-info/40 bg-info-soft text-info',
  resumed: 'border-line-strong text-ink-soft',
  awaiting: 'border-dashed border-line-strong text-ink-faint',
  branched: 'border-line-strong text-ink-soft',
  finished: 'border-line text-ink-faint',
  stopped: 'border-line text-ink-faint',
  withdrawn: 'border-dashed border-line-strong text-ink-faint',
  returned: 'border-good/40 bg-good-soft text-good',
  cancelled: 'border-line-strong text-ink-faint',
}
