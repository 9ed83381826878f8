import type { ReactNode } from 'react'
import { cn } from './cn'

type EmptyStateProps = {
  icon?: ReactNode
  title: string
  /** What it would show, and what to do. */
  children?: ReactNode
  /** The button that does it. */
  action?: ReactNode
  className?: string
}

/** Stands where a list would be, and says how to fill it. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        'flex flex-col items-center rounded-lg border border-line-strong border-dashed px-6 py-12 text-center',
        className,
      )}
    >
      {icon ? (
        <div className="mb-3 flex size-10 items-center justify-center rounded-full bg-accent-soft text-accent-ink [&_svg]:size-5">
          {icon}
        </div>
      ) : null}
      <h2 className="font-semibold">{title}</h2>
      {children ? <div className="mt-1 max-w-md text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
