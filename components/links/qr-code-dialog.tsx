'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { FormField } from '@/components/ui/form-field'
import { QueryState } from '@/components/ui/query-state'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import type { ListedLink } from './listed-link'

const sizes = [256, 512, 1024, 2048].map((pixels) => ({
  value: String(pixels),
  label: `${pixels.toLocaleString('en')} × ${pixels.toLocaleString('en')} pixels`,
}))

type QrCodeDialogProps = {
  link: Pick<ListedLink, 'id' | 'name' | 'slug' | 'shortUrl'>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** The short URL as a QR code, to be shown and taken along. */
export function QrCodeDialog({ link, isOpen, onOpenChange }: QrCodeDialogProps) {
  const trpc = useTRPC()
  const [size, setSize] = useState('512')
  const query = useQuery(
    trpc.links.qrCode.queryOptions({ id: link.id, size: Number(size) }, { enabled: isOpen }),
  )
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="QR code" description={link.name}>
      <QueryState query={query} skeleton={<Skeleton className="mx-auto size-60" />}>
        {({ svg, png }) => (
          <>
            {/* biome-ignore lint/performance/noImgElement: a picture that is here already */}
            <img
              src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
              alt={`QR code of ${link.shortUrl}`}
              className="mx-auto size-60 rounded-lg border"
            />
            <p className="mt-2 break-all text-center text-[13px] text-ink-soft">{link.shortUrl}</p>
            <p className="mt-2 text-[13px] text-ink-faint">
              Whoever scans it is counted; nobody is traced by it, since it is the same for everybody.
            </p>
            <FormField label="Size of the PNG" className="mt-4">
              {(control) => <Select {...control} options={sizes} value={size} onValueChange={setSize} />}
            </FormField>
            <DialogFooter>
              <Button asChild>
                <a
                  href={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
                  download={`${link.slug}.svg`}
                >
                  <Download />
                  Download SVG
                </a>
              </Button>
              <Button variant="primary" asChild>
                <a href={`data:image/png;base64,${png}`} download={`${link.slug}.png`}>
                  <Download />
                  Download PNG
                </a>
              </Button>
            </DialogFooter>
          </>
        )}
      </QueryState>
    </Dialog>
  )
}
