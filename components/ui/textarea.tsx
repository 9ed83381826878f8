import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Several lines of text; grows with its content. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn('control field-sizing-content min-h-20 w-full min-w-0 px-3 py-2', className)}
      {...props}
    />
  )
}
