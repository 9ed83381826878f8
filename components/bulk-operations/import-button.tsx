'use client'

import { Upload } from 'lucide-react'
import Link from 'next/link'
import { useCanEdit } from '@/components/shell/current-user'
import { Button } from '@/components/ui/button'

/** The way to the page that takes a CSV file; nothing for those who may only look. */
export function ImportButton() {
  if (!useCanEdit()) return null
  return (
    <Button asChild>
      <Link href="/prospects/import">
        <Upload />
        Import
      </Link>
    </Button>
  )
}
