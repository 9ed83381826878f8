'use client'

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebounced } from '@/components/shell/use-debounced'
import type { RouterInputs } from '@/components/trpc/router-inputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { ImportPreview } from '@/server/bulk-operations/import/preview-import'
import { formatBytes } from './format-bytes'
import { ImportMapping } from './import-mapping'
import { ImportOptions } from './import-options'
import { ImportPreviewTable } from './import-preview-table'

type ImportSettingsProps = {
  fileId: string
  onAnotherFile: () => void
  onStarted: (operationId: string) => void
}

type Request = RouterInputs['bulkOperations']['previewImport']

/** What the columns are and what happens to whom, with the first rows as they would be stored. */
export function ImportSettings({ fileId, onAnotherFile, onStarted }: ImportSettingsProps) {
  const trpc = useTRPC()
  const [request, setRequest] = useState<Request>({ fileId })
  const settled = useDebounced(request, 250)
  const preview = useQuery(
    trpc.bulkOperations.previewImport.queryOptions(settled, {
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  const start = useMutation(
    trpc.bulkOperations.startImport.mutationOptions({
      onSuccess: ({ id }) => onStarted(id),
      onError: () => {}, // shown below
    }),
  )
  const shown = useLast(preview.data)
  const problem = start.error ?? preview.error ?? shown?.problem
  return (
    <div className="flex flex-col gap-6">
      {problem ? <ErrorNotice error={problem} /> : null}
      {shown ? (
        <Settings
          preview={shown}
          // What was just chosen stands at once; the preview follows.
          columns={request.columns ?? shown.columns}
          options={{ ...shown.options, ...request.options }}
          onColumns={(columns) => setRequest({ ...request, columns })}
          onOptions={(chosen) =>
            setRequest({
              ...request,
              options: { ...request.options, ...chosen },
              // With another delimiter the columns are others, too.
              ...('delimiter' in chosen && { columns: undefined }),
            })
          }
        />
      ) : null}
      {!shown && !problem ? <Skeleton className="h-60" /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onAnotherFile}>Choose another file</Button>
        <Button
          variant="primary"
          disabled={
            !shown || shown.problem !== null || preview.isFetching || preview.isError || settled !== request
          }
          isPending={start.isPending}
          onClick={() => start.mutate(request)}
        >
          Start import
        </Button>
      </div>
    </div>
  )
}

/** The last answer there was: what was chosen wrongly is put right in the same form. */
function useLast(preview: ImportPreview | undefined): ImportPreview | undefined {
  const [last, setLast] = useState(preview)
  if (preview && preview !== last) setLast(preview)
  return preview ?? last
}

type SettingsProps = {
  preview: ImportPreview
  columns: ImportPreview['columns']
  options: ImportPreview['options']
  onColumns: (columns: ImportPreview['columns']) => void
  onOptions: (chosen: Partial<ImportPreview['options']>) => void
}

const encodings: Record<ImportPreview['format']['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252 (Western European), since it is not UTF-8',
}

function Settings({ preview, columns, options, onColumns, onOptions }: SettingsProps) {
  return (
    <>
      <p className="text-ink-soft">
        <strong className="font-medium text-ink">{preview.name}</strong>
        {` · ${formatBytes(preview.bytes)} · read as ${encodings[preview.format.encoding]}`}
      </p>
      <Card title="Columns" description="Where the values of each column go.">
        <ImportMapping columns={columns} rows={preview.rows} onChange={onColumns} />
      </Card>
      <Card title="Rules">
        <ImportOptions
          options={options}
          columns={columns}
          delimiter={preview.format.delimiter}
          onChange={onOptions}
        />
      </Card>
      <Card title="First rows" description="As they would be stored. Nothing has been changed yet.">
        <ImportPreviewTable rows={preview.rows} columns={preview.columns} />
      </Card>
    </>
  )
}
