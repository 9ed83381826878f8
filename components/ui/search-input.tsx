import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Input } from './input'

/** An input for searching a list; give it an `aria-label` that says which. */
export function SearchInput({ className, ...props }: ComponentProps<'input'>) {
  return (
    <div className={cn('relative', className)}>
      <Search
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
        aria-hidden
      />
      <Input type="search" className="pl-9" {...props} />
    </div>
  )
}
