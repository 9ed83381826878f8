'use client'

import { useState } from 'react'
import { ProspectPicker } from '@/components/prospects/prospect-picker'
import { useCanEdit } from '@/components/shell/current-user'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'

type MakeUrlProps = {
  title: string
  description: string
  /** What the copied text is, such as “personal URL”. */
  name: string
  url: string | undefined
  isPending: boolean
  onMake: (prospectId: string) => void
  /** Somebody else was chosen: the URL is not theirs. */
  onReset: () => void
}

/** Chooses a prospect and makes a URL for them, to be copied. */
export function MakeUrl({ title, description, name, url, isPending, onMake, onReset }: MakeUrlProps) {
  const canEdit = useCanEdit()
  const [prospectId, setProspectId] = useState<string | null>(null)
  if (!canEdit) return null
  return (
    <Card title={title} description={description}>
      <div className="flex flex-wrap gap-2">
        <ProspectPicker
          className="w-72"
          value={prospectId}
          onValueChange={(id) => {
            onReset()
            setProspectId(id)
          }}
        />
        <Button disabled={!prospectId} isPending={isPending} onClick={() => prospectId && onMake(prospectId)}>
          Make {name}
        </Button>
      </div>
      {url ? (
        <p className="mt-3 flex items-start gap-1 rounded-md border bg-canvas px-3 py-2">
          <output className="min-w-0 break-all text-[13px]">{url}</output>
          <CopyButton text={url} label={`Copy ${name}`} className="-my-1" />
        </p>
      ) : null}
    </Card>
  )
}
