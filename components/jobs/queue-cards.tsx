import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { Card } from '@/components/ui/card'
import { TimeAgo } from '@/components/ui/time-ago'

type Overview = RouterOutputs['jobs']['overview']

/** One card for each queue, with its depth and the age of its oldest entry, and one for the workers. */
export function QueueCards({ queues, workers }: Pick<Overview, 'queues' | 'workers'>) {
  return (
    <section aria-label="Queues" className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {queues.map(({ name, title, depth, oldestAt }) => (
        <Card key={name}>
          <h2 className="text-[13px] text-ink-soft">{title}</h2>
          <p className="font-semibold text-2xl tabular-nums">{depth.toLocaleString('en')}</p>
          <p className="text-[13px] text-ink-faint">
            {oldestAt ? (
              <>
                The oldest due <TimeAgo at={oldestAt} />
              </>
            ) : (
              'Nothing waits'
            )}
          </p>
        </Card>
      ))}
      <Card>
        <h2 className="text-[13px] text-ink-soft">Workers at work</h2>
        <p className="font-semibold text-2xl tabular-nums">{workers.length}</p>
        <p className="break-words text-[13px] text-ink-faint">
          {workers.length
            ? workers
                .map(({ name, lanes }) => `${name} (${lanes} ${lanes === 1 ? 'lane' : 'lanes'})`)
                .join(', ')
            : 'None holds a lane just now: there is nothing to do'}
        </p>
      </Card>
    </section>
  )
}
