'use client'

import { Copy, Download } from 'lucide-react'
import { toast } from 'sonner'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-button'
import { DialogFooter } from '@/components/ui/dialog'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { linksCsv } from './links-csv'

type Created = RouterOutputs['links']['createMany']
type BulkResultProps = { result: Created; onClose: () => void }

/** The links that were made, with their short URLs, to be taken along; and what was left out. */
export function BulkResult({ result: { created, skipped, rows }, onClose }: BulkResultProps) {
  const links = rows.flatMap(({ link }) => link ?? [])
  const copyAll = async () => {
    if (await copyText(links.map(({ shortUrl }) => shortUrl).join('\n'))) toast.success('Copied')
  }
  return (
    <>
      <p role="status" className="mb-3">
        {created === 1 ? '1 link is ready' : `${created.toLocaleString('en')} links are ready`}
        {skipped ? `; ${skipped.toLocaleString('en')} left out` : ''}.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus no key scrolls it */}
      <section aria-label="Result" tabIndex={0} className="max-h-96 overflow-y-auto rounded-lg focus-ring">
        <Table label="Result">
          <TableHead>
            <Th>Name</Th>
            <Th>Short URL</Th>
          </TableHead>
          <TableBody>
            {rows.map(({ row, name, link, problem, duplicate }) => (
              <TableRow key={row}>
                <Td className="max-w-56 truncate" title={name}>
                  {name}
                </Td>
                <Td className="break-all">
                  {link ? (
                    link.shortUrl
                  ) : (
                    <span className="text-ink-faint">Left out: {problem ?? duplicate}</span>
                  )}
                </Td>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
      <DialogFooter>
        <Button disabled={created === 0} onClick={copyAll}>
          <Copy />
          Copy all short URLs
        </Button>
        <Button disabled={created === 0} asChild={created > 0}>
          {created > 0 ? (
            <a
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(linksCsv(links))}`}
              download="links.csv"
            >
              <Download />
              Download CSV
            </a>
          ) : (
            'Download CSV'
          )}
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </>
  )
}
