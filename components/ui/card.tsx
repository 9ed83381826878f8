import type { ReactNode } from 'react'
import { cn } from './cn'

type CardProps = {
  title?: ReactNode
  description?: ReactNode
  /** Buttons beside the title. */
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A white area with a line around it and, if given, a title. */
export function Card({ title, description, actions, children, className }: CardProps) {
  return (
    <section className={cn('min-w-0 rounded-lg border bg-surface', className)}>
      {title ? (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3.5">
          <div className="min-w-0">
            <h2 className="font-semibold">{title}</h2>
            {description ? <p className="text-[13px] text-ink-faint">{description}</p> : null}
          </div>
          {actions}
        </header>
      ) : null}
      <div className="p-4">{children}</div>
    </section>
  )
}
