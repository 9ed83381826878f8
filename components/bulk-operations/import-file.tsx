'use client'

import { useMutation } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ErrorNotice } from '@/components/ui/error-notice'
import { uploadFile } from './upload-file'

const mostBytes = 200_000_000

/** Takes a file by a click or by dropping it, and sends it. */
export function ImportFile({ onUploaded }: { onUploaded: (fileId: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [sent, setSent] = useState(0)
  const upload = useMutation({
    mutationFn: (file: File) => {
      if (file.size > mostBytes)
        throw new Error('The file is larger than 200 MB. Split it, and import the parts one after the other.')
      setSent(0)
      return uploadFile(file, setSent)
    },
    onSuccess: ({ id }) => onUploaded(id),
    onError: () => {}, // shown here
  })
  const take = (files: FileList | null) => files?.[0] && upload.mutate(files[0])
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <>
      {upload.error ? <ErrorNotice error={upload.error} className="mb-4" /> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          'flex flex-col items-center rounded-lg border border-line-strong border-dashed px-6 py-14 text-center transition-colors',
          isOver && 'border-accent bg-accent-soft/50',
        )}
      >
        <div className="mb-3 flex size-10 items-center justify-center rounded-full bg-accent-soft text-accent-ink">
          <FileUp className="size-5" aria-hidden />
        </div>
        <h2 className="font-semibold">Drop a CSV file here</h2>
        <p className="mt-1 max-w-md text-ink-soft">
          Nothing is changed yet: next you see what the columns are and how the first rows would be stored.
        </p>
        <Button
          variant="primary"
          className="mt-4"
          isPending={upload.isPending}
          onClick={() => input.current?.click()}
        >
          {upload.isPending ? `Sending… ${Math.round(100 * sent)} %` : 'Choose a file'}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          aria-label="CSV file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </div>
    </>
  )
}
