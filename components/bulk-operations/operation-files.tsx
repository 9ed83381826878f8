import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { BulkOperationRecord } from '@/server/bulk-operations/operation-record'
import { formatBytes } from './format-bytes'

/** What an operation offers for download. */
export function OperationFiles({ operation: { id, files, counts } }: { operation: BulkOperationRecord }) {
  const failed = counts.failed ?? 0
  return (
    <>
      {files.result ? (
        <FileLink
          href={`/api/bulk-operations/${id}/result`}
          label={`Download ${formatBytes(files.result.bytes)}`}
        />
      ) : null}
      {files.errors && failed > 0 ? (
        <FileLink
          href={`/api/bulk-operations/${id}/errors`}
          label={failed === 1 ? 'Download the row' : `Download ${failed.toLocaleString('en')} rows`}
        />
      ) : null}
    </>
  )
}

function FileLink({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild size="sm">
      <a href={href} download>
        <Download />
        {label}
      </a>
    </Button>
  )
}
