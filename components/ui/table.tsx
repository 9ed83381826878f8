import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** A table with a line around it; scrolls sideways inside itself when the screen is narrow. */
export function Table({
  label,
  children,
  className,
}: {
  label: string
  children: ReactNode
  className?: string
}) {
  return (
    <div
      className={cn(
        'relative overflow-x-auto rounded-lg border bg-surface [--cell:--spacing(3)] md:[--cell:--spacing(4)]',
        className,
      )}
    >
      <table aria-label={label} className="w-full border-collapse text-left">
        {children}
      </table>
    </div>
  )
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="border-b text-[13px] text-ink-faint">
      <tr>{children}</tr>
    </thead>
  )
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody className="divide-y">{children}</tbody>
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('transition-colors hover:bg-sunken/50', className)} {...props} />
}

/** A column title; `isNumber` puts it and its cells to the right. */
export function Th({ className, isNumber, ...props }: ComponentProps<'th'> & { isNumber?: boolean }) {
  return (
    <th
      scope="col"
      className={cn('whitespace-nowrap px-(--cell) py-2.5 font-medium', isNumber && 'text-right', className)}
      {...props}
    />
  )
}

export function Td({ className, isNumber, ...props }: ComponentProps<'td'> & { isNumber?: boolean }) {
  return (
    <td
      className={cn('px-(--cell) py-2.5 align-middle', isNumber && 'text-right tabular-nums', className)}
      {...props}
    />
  )
}
