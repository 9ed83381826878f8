import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** Badges beside the title. */
  meta?: ReactNode
  actions?: ReactNode
  back?: { href: string; label: string }
}

/** The head of a page: where it belongs, its title and what can be done. */
export function PageHeader({ title, description, meta, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {back ? (
        <Link
          href={back.href}
          className="mb-2 -ml-1 inline-flex items-center gap-0.5 rounded-sm text-[13px] text-ink-soft hover:text-ink focus-ring"
        >
          <ChevronLeft className="size-4" aria-hidden />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-full">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1
              className="truncate font-semibold text-xl tracking-tight"
              title={typeof title === 'string' ? title : undefined}
            >
              {title}
            </h1>
            {meta}
          </div>
          {description ? (
            <div className="wrap-anywhere mt-1 max-w-2xl text-ink-soft">{description}</div>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  )
}
