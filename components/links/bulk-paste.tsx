'use client'

import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Textarea } from '@/components/ui/textarea'

type BulkPasteProps = {
  text: string
  onTextChange: (text: string) => void
  error: { message: string } | null
  isPending: boolean
  onCheck: () => void
  onCancel: () => void
}

/** Takes the list. */
export function BulkPaste({ text, onTextChange, error, isPending, onCheck, onCancel }: BulkPasteProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onCheck()
  }
  return (
    <form onSubmit={submit}>
      {error ? <ErrorNotice error={error} className="mb-4" /> : null}
      <FormField
        label="Addresses"
        help="One a line, at most 1,000; a name may follow after a tab or a comma. Cells of a spreadsheet can be pasted as they are. Put quotes around an address that has a comma in it."
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            value={text}
            onChange={(event) => onTextChange(event.target.value)}
            placeholder={
              'https://example.com/pricing, Pricing\nhttps://example.com/demo, Demo\nhttps://example.com/contact'
            }
            className="max-h-96 min-h-52 overflow-auto font-mono text-[13px]"
          />
        )}
      </FormField>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending} disabled={text.trim() === ''}>
          Preview
        </Button>
      </DialogFooter>
    </form>
  )
}
