'use client'

import { useState } from 'react'
import { cn } from '@/components/ui/cn'

type MailFrameProps = {
  title: string
  html: string
  /** Lets links open in a new tab, as the recipient's click. */
  canOpenLinks?: boolean
  isNarrow?: boolean
}

/**
 * A mail on white paper, in a frame that runs nothing and reaches nothing of this page. The paper grows with the
 * mail as far as the window allows.
 */
export function MailFrame({ title, html, canOpenLinks = false, isNarrow = false }: MailFrameProps) {
  const [isLoaded, setLoaded] = useState(false)
  return (
    <div className="flex justify-center rounded-lg border bg-sunken p-2 sm:p-4">
      <iframe
        title={title}
        srcDoc={canOpenLinks ? withLinksInNewTab(html) : html}
        sandbox={canOpenLinks ? 'allow-popups allow-popups-to-escape-sandbox' : ''}
        referrerPolicy="no-referrer"
        onLoad={() => setLoaded(true)}
        className={cn(
          'h-[max(24rem,calc(100vh-22rem))] w-full rounded-md border bg-white scheme-light transition-[max-width]',
          isNarrow ? 'max-w-[390px]' : 'max-w-[760px]',
          !isLoaded && 'opacity-60',
        )}
      />
    </div>
  )
}

/** Without this a click would try to load the page into the frame. */
function withLinksInNewTab(html: string): string {
  const base = '<base target="_blank">'
  return html.includes('<head>') ? html.replace('<head>', `<head>${base}`) : base + html
}
