'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { QueryState } from '@/components/ui/query-state'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { StackedBars } from '@/components/ui/stacked-bars'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'

type Series = RouterOutputs['links']['series']
type Bucket = Series['buckets'][number]

const ranges = [
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: '90d', label: 'Last 90 days' },
  { value: 'all', label: 'All the time' },
] as const

const parts = [
  { label: 'Human', className: 'bg-accent', pick: ({ human }: Bucket) => human },
  { label: 'Suspected bots', className: 'bg-warn', pick: ({ suspected }: Bucket) => suspected },
  {
    label: 'Not judged yet',
    className: 'bg-line-strong',
    pick: ({ total, human, suspected }: Bucket) => total - human - suspected,
  },
]

/** The clicks on a link over time, in the reader's own time zone. */
export function ClickChart({ linkId }: { linkId: string }) {
  const trpc = useTRPC()
  const [range, setRange] = useState<(typeof ranges)[number]['value']>('30d')
  const [isTable, setTable] = useState(false)
  const [timeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  const query = useQuery(
    trpc.links.series.queryOptions(
      { id: linkId, range, timeZone },
      { placeholderData: keepPreviousData, refetchInterval: 15_000 },
    ),
  )
  return (
    <Card
      title="Clicks over time"
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" variant="ghost" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? 'Show as chart' : 'Show as table'}
          </Button>
          <Select
            aria-label="Time span"
            className="h-8 w-40"
            options={ranges}
            value={range}
            onValueChange={setRange}
          />
        </div>
      }
    >
      <QueryState query={query} skeleton={<Skeleton className="h-60" />}>
        {(series) => (isTable ? <ClickTable series={series} /> : <Chart series={series} />)}
      </QueryState>
      <p className="mt-3 text-ink-faint text-xs">Times are those of {timeZone}.</p>
    </Card>
  )
}

function Chart({ series: { unit, buckets } }: { series: Series }) {
  const all = (pick: (bucket: Bucket) => number) => buckets.reduce((sum, bucket) => sum + pick(bucket), 0)
  const [total, human, suspected] = [
    all((bucket) => bucket.total),
    all((bucket) => bucket.human),
    all((bucket) => bucket.suspected),
  ].map((number) => number?.toLocaleString('en'))
  return (
    <StackedBars
      summary={`${total} clicks in all: ${human} human, ${suspected} suspected bots; one bar ${unit === 'hour' ? 'an' : 'a'} ${unit}.`}
      series={parts}
      bars={buckets.map((bucket) => ({
        key: bucket.at.toISOString(),
        shortLabel: formats[unit].short.format(bucket.at),
        label: formats[unit].long.format(bucket.at),
        values: parts.map(({ pick }) => pick(bucket)),
      }))}
    />
  )
}

function ClickTable({ series: { unit, buckets } }: { series: Series }) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table label="Clicks over time">
        <TableHead>
          <Th>{unit === 'hour' ? 'Hour' : unit === 'day' ? 'Day' : unit === 'week' ? 'Week of' : 'Month'}</Th>
          <Th isNumber>Human</Th>
          <Th isNumber>Suspected bots</Th>
          <Th isNumber>Total</Th>
        </TableHead>
        <TableBody>
          {buckets.toReversed().map((bucket) => (
            <TableRow key={bucket.at.toISOString()}>
              <Td className="whitespace-nowrap">{formats[unit].long.format(bucket.at)}</Td>
              <Td isNumber>{bucket.human.toLocaleString('en')}</Td>
              <Td isNumber>{bucket.suspected.toLocaleString('en')}</Td>
              <Td isNumber>{bucket.total.toLocaleString('en')}</Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

const day = { day: 'numeric', month: 'short' } as const
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en', options)
const formats: Record<Series['unit'], { short: Intl.DateTimeFormat; long: Intl.DateTimeFormat }> = {
  hour: {
    short: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    long: format({ ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  },
  day: { short: format(day), long: format({ ...day, weekday: 'short', year: 'numeric' }) },
  week: { short: format(day), long: format({ ...day, year: 'numeric' }) },
  month: {
    short: format({ month: 'short', year: '2-digit' }),
    long: format({ month: 'long', year: 'numeric' }),
  },
}
