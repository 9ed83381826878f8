import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

/** The width and space of a page that reads from top to bottom. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cn('mx-auto w-full max-w-6xl px-4 pt-6 pb-16 md:px-8 md:pt-8', className)}>
      {children}
    </div>
  )
}
