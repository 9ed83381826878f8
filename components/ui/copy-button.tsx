'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { IconButton } from './icon-button'

type CopyButtonProps = { text: string; label?: string; className?: string }

/** Copies a text and shows for a moment that it did. */
export function CopyButton({ text, label = 'Copy', className }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <IconButton
      label={isCopied ? 'Copied' : label}
      size="sm"
      className={className}
      onClick={async () => setCopied(await copyText(text))}
    >
      {isCopied ? <Check className="text-good" /> : <Copy />}
    </IconButton>
  )
}

/** Puts a text on the clipboard; where the browser refuses (no HTTPS), says so and shows the text. @returns whether it did */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    toast.error('The browser did not allow copying', { description: text })
    return false
  }
}
