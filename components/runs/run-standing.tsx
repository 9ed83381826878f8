import { Clock, Hand } from 'lucide-react'
import { formatDateTime, TimeAgo } from '@/components/ui/time-ago'
import { describePlace } from '@/workflows/describe'
import type { WorkflowDocument } from '@/workflows/document/document'
import type { RunState } from '@/workflows/run-state'

/** Where a run stands now: the waits it is in and the goals it waits for. Nothing once it is over. */
export function RunStanding({ state, document }: { state: RunState; document: WorkflowDocument }) {
  if (state.isCancelled || (state.timers.length === 0 && state.awaiting.length === 0)) return null
  const goals = [...new Set(state.awaiting.map(({ goalId }) => goalId))]
  return (
    <section
      aria-label="Now"
      className="mb-4 flex flex-col gap-2 rounded-lg bg-info-soft px-4 py-3 text-info"
    >
      {state.timers.map(({ nodeId, stepId, endsAt, entry }) => (
        <p key={entry} className="flex items-start gap-2">
          <Clock className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span>
            {endsAt > new Date() ? (
              <>
                {waitIn({ nodeId, stepId }, document, 'Waiting')}; goes on <TimeAgo at={endsAt} /> (
                {formatDateTime(endsAt)})
              </>
            ) : (
              `${waitIn({ nodeId, stepId }, document, 'The wait')} was over on ${formatDateTime(endsAt)}. It goes on at once; what a paused workflow holds back goes on when it is released.`
            )}
          </span>
        </p>
      ))}
      {goals.length ? (
        <p className="flex items-start gap-2">
          <Hand className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span>
            Waiting for{' '}
            {goals
              .map((goalId) => `“${describePlace({ nodeId: goalId, stepId: null }, document).title}”`)
              .join(' or ')}
            {goals.length > 1 ? '; the first response wins' : ''}
          </span>
        </p>
      ) : null}
    </section>
  )
}

function waitIn(
  place: { nodeId: string; stepId: string | null },
  document: WorkflowDocument,
  wait: string,
): string {
  const node = document.nodes.find(({ id }) => id === place.nodeId)
  const inside =
    place.stepId && node
      ? ` in “${node.name || describePlace({ ...place, stepId: null }, document).title}”`
      : ''
  return `${wait}${inside}`
}
