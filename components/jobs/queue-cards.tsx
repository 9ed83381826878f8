import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { Card } from '@/components/ui/card'
import { TimeAgo } from '@/components/ui/time-ago'

type Overview = RouterOutputs['jobs']['overview']

/** One card for each queue, with its depth and the age of its oldest entry, one for how soon clicks act, one for the workers. */
export function QueueCards({ queues, starts, workers }: Pick<Overview, 'queues' | 'starts' | 'workers'>) {
  return (
    <section aria-label="Queues" className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
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
        <h2 className="text-[13px] text-ink-soft">From a click to its actions</h2>
        <p className="font-semibold text-2xl tabular-nums">{starts ? duration(starts.p95Ms) : '–'}</p>
        <p className="text-[13px] text-ink-faint">
          {starts ? describeStarts(starts) : 'No click in the last hour'}
        </p>
      </Card>
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

function describeStarts({ clicks, p50Ms, late }: NonNullable<Overview['starts']>): string {
  const within = `for 95 of 100 clicks of the last hour, half of them within ${duration(p50Ms)}`
  return `${within}. ${late.toLocaleString('en')} of ${clicks.toLocaleString('en')} took longer than a second`
}

function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`
}
