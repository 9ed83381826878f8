import { cn } from './cn'

/** A grey place for something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-line/70', className)} />
}

/** Some rows of a list on its way; says so to screen readers. */
export function SkeletonRows({ count = 5, className }: { count?: number; className?: string }) {
  const rows = Array.from({ length: count }, (_, index) => index)
  return (
    <div
      role="status"
      aria-label="Loading"
      className={cn('divide-y rounded-lg border bg-surface', className)}
    >
      {rows.map((row) => (
        <div key={row} className="flex items-center gap-4 px-4 py-3.5">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-1/4" />
          <Skeleton className="ml-auto h-4 w-16" />
        </div>
      ))}
    </div>
  )
}
