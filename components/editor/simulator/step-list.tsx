'use client'

import { OutcomeBadge } from '@/components/runs/outcome-badge'
import { cn } from '@/components/ui/cn'
import { formatDateTime } from '@/components/ui/time-ago'
import { describePlace } from '@/workflows/describe'
import { useEditor, useReferences } from '../editor-context'
import { describeEvent } from './describe-event'
import { type Session, stepsIn } from './session'

type StepListProps = { session: Session; onLookAt: (cursor: number) => void }

/** Everything that has happened, event by event; each step can be looked at again. */
export function StepList({ session, onLookAt }: StepListProps) {
  const references = useReferences()
  const steps = stepsIn(session.now).map((step, index) => ({ ...step, cursor: index + 1 }))
  const { frames } = session.now
  if (!frames.length) return null
  return (
    <section aria-label="What has happened" className="flex flex-col gap-3">
      {frames.map((frame, frameIndex) => (
        <div key={`${frame.event.id} ${frame.runId}`}>
          <h3 className="font-medium text-[13px]">{describeEvent(frame.event, references)}</h3>
          <p className="text-ink-faint text-xs">{formatDateTime(frame.event.at)}</p>
          <ol className="mt-1 flex flex-col">
            {steps
              .filter((step) => step.frameIndex === frameIndex)
              .map(({ record, cursor }) => (
                <li key={cursor}>
                  <StepLine
                    record={record}
                    isCurrent={cursor === session.cursor}
                    isShown={cursor <= session.cursor}
                    onLookAt={() => onLookAt(cursor)}
                  />
                </li>
              ))}
          </ol>
        </div>
      ))}
    </section>
  )
}

type StepLineProps = {
  record: ReturnType<typeof stepsIn>[number]['record']
  isCurrent: boolean
  isShown: boolean
  onLookAt: () => void
}

function StepLine({ record, isCurrent, isShown, onLookAt }: StepLineProps) {
  const document = useEditor((state) => state.document)
  const references = useReferences()
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'step' : undefined}
      onClick={onLookAt}
      className={cn(
        'flex w-full items-center justify-between gap-2 rounded-md px-2 py-1 text-left hover:bg-sunken focus-ring',
        isCurrent && 'bg-info-soft',
        !isShown && 'opacity-60',
      )}
    >
      <span className="min-w-0 truncate">{describePlace(record, document, references).title}</span>
      <OutcomeBadge outcome={record.outcome} />
    </button>
  )
}
