import { CircleAlert, RotateCw } from 'lucide-react'
import { Button } from './button'
import { cn } from './cn'

type ErrorNoticeProps = {
  /** Anything thrown; its message is shown, so it must be written for people. */
  error: { message: string } | string
  title?: string
  onRetry?: () => void
  className?: string
}

/** Says what went wrong and offers to try again. */
export function ErrorNotice({ error, title, onRetry, className }: ErrorNoticeProps) {
  return (
    <div
      role="alert"
      className={cn('flex flex-wrap items-center gap-3 rounded-lg bg-bad-soft px-4 py-3 text-bad', className)}
    >
      <CircleAlert className="size-4.5 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        <p className="break-words">{typeof error === 'string' ? error : error.message}</p>
      </div>
      {onRetry ? (
        <Button size="sm" onClick={onRetry}>
          <RotateCw />
          Try again
        </Button>
      ) : null}
    </div>
  )
}
