import type { ComponentProps } from 'react'
import { cn } from './cn'

/** The name of a control. */
export function Label({ className, htmlFor, children, ...props }: ComponentProps<'label'>) {
  return (
    <label htmlFor={htmlFor} className={cn('font-medium text-[13px] text-ink', className)} {...props}>
      {children}
    </label>
  )
}
