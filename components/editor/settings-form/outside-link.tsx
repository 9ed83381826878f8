import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'

/** Leads to another screen in a new tab, so that the drawing stays open; what is made there appears on coming back. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 rounded-sm text-[13px] text-accent-ink underline-offset-4 hover:underline focus-ring"
    >
      {children}
      <ExternalLink className="size-3.5" aria-hidden />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  )
}
