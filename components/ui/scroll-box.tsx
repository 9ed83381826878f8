import type { ReactNode } from 'react'
import { cn } from './cn'

/** Holds what may be longer than its place; scrolls, by keyboard too. */
export function ScrollBox({
  label,
  className,
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus no key scrolls it
      tabIndex={0}
      className={cn('overflow-auto rounded-md bg-sunken focus-ring', className)}
    >
      {children}
    </section>
  )
}
