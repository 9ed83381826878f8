'use client'

import { useState } from 'react'
import { cn } from './cn'
import { niceTop } from './nice-top'

export type StackedSeries = { label: string; className: string }
export type StackedBar = {
  key: string
  /** Under the bar, where there is room. */
  shortLabel: string
  /** In full, for whoever asks about this one. */
  label: string
  /** One for each series, from the bottom to the top. */
  values: readonly number[]
}

type StackedBarsProps = {
  /** What the whole says, in a sentence. */
  summary: string
  series: readonly StackedSeries[]
  bars: readonly StackedBar[]
}

const LABELS_MOST = 6

/** A bar chart; each bar is made of parts. The numbers are shown for the bar under the pointer; give a table beside it. */
export function StackedBars({ summary, series, bars }: StackedBarsProps) {
  const [active, setActive] = useState<number | null>(null)
  const top = niceTop(Math.max(0, ...bars.map(({ values }) => sum(values))))
  const every = Math.max(1, Math.ceil(bars.length / LABELS_MOST))
  return (
    <div>
      <Legend series={series} />
      <div role="img" aria-label={summary} className="flex gap-2">
        <div className="flex h-44 flex-col justify-between text-right text-ink-faint text-xs tabular-nums">
          {[top, top / 2, 0].map((value) => (
            <span key={value} className="-my-2 leading-4">
              {Number.isInteger(value) ? value.toLocaleString('en') : ''}
            </span>
          ))}
        </div>
        <div className="min-w-0 flex-1">
          <div className="relative h-44" onPointerLeave={() => setActive(null)}>
            {[0, 50, 100].map((share) => (
              <div key={share} className="absolute inset-x-0 h-px bg-line" style={{ top: `${share}%` }} />
            ))}
            <div className="absolute inset-0 flex items-end">
              {bars.map((bar, index) => (
                <Bar
                  key={bar.key}
                  bar={bar}
                  series={series}
                  top={top}
                  isActive={active === index}
                  onPoint={() => setActive(index)}
                />
              ))}
            </div>
            {active !== null && bars[active] ? (
              <Told bar={bars[active]} series={series} place={(active + 0.5) / bars.length} />
            ) : null}
          </div>
          <div className="relative mt-1.5 h-4 text-ink-faint text-xs">
            {bars.map((bar, index) =>
              index % every === 0 ? (
                <span
                  key={bar.key}
                  className={cn(
                    'absolute whitespace-nowrap',
                    index === 0 ? '' : index > bars.length - 2 ? '-translate-x-full' : '-translate-x-1/2',
                    (index / every) % 2 === 1 && 'max-sm:hidden',
                  )}
                  style={{
                    left: `${((index + (index === 0 ? 0 : index > bars.length - 2 ? 1 : 0.5)) / bars.length) * 100}%`,
                  }}
                >
                  {bar.shortLabel}
                </span>
              ) : null,
            )}
          </div>
        </div>
      </div>
    </div>
  )
}

function Legend({ series }: { series: readonly StackedSeries[] }) {
  return (
    <ul className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-ink-soft">
      {series.map(({ label, className }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span className={cn('size-2.5 rounded-sm', className)} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  )
}

type BarProps = {
  bar: StackedBar
  series: readonly StackedSeries[]
  top: number
  isActive: boolean
  onPoint: () => void
}

function Bar({ bar, series, top, isActive, onPoint }: BarProps) {
  return (
    <div
      className={cn('flex h-full min-w-0 flex-1 flex-col-reverse px-px', isActive && 'bg-sunken')}
      onPointerEnter={onPoint}
      onPointerDown={onPoint}
    >
      {series.map(({ label, className }, index) => {
        const value = bar.values[index] ?? 0
        return value ? (
          <div
            key={label}
            className={cn('mx-auto w-full max-w-10 first:rounded-b-none last:rounded-t-sm', className)}
            style={{ height: `${(value / top) * 100}%`, minHeight: 2 }}
          />
        ) : null
      })}
    </div>
  )
}

/** Beside the bar it is about, on the side where there is room. */
function Told({ bar, series, place }: { bar: StackedBar; series: readonly StackedSeries[]; place: number }) {
  return (
    <div
      className="pointer-events-none absolute -top-2 z-10 min-w-36 rounded-md bg-ink px-2.5 py-1.5 text-canvas text-xs leading-snug"
      style={place > 0.5 ? { right: `${(1 - place) * 100 + 2}%` } : { left: `${place * 100 + 2}%` }}
    >
      <p className="font-medium">{bar.label}</p>
      {series.map(({ label }, index) => (
        <p key={label} className="flex justify-between gap-3">
          <span>{label}</span>
          <span className="tabular-nums">{(bar.values[index] ?? 0).toLocaleString('en')}</span>
        </p>
      ))}
    </div>
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
