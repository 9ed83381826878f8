import type { ComponentProps } from 'react'
import { cn } from './cn'

/** One line of text. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn('control h-9 w-full min-w-0 px-3', className)} {...props} />
}
