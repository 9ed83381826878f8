import { cn } from '@/components/ui/cn'

/** One line that splits in two, as a railway switch does. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      strokeWidth="2.75"
      strokeLinecap="round"
      className={cn('size-5', className)}
      aria-hidden
    >
      <path d="M2 17.5h5c5.2 0 5.2-11 10.4-11H22" className="stroke-accent" />
      <path d="M2 17.5h20" className="stroke-ink" />
    </svg>
  )
}

/** The mark and the name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      className={cn('inline-flex items-center gap-2 font-semibold text-[15px] tracking-tight', className)}
    >
      <Mark />
      Switchyard
    </span>
  )
}
