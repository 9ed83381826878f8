'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ProspectPicker } from '@/components/prospects/prospect-picker'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'

/** Makes the URL of this link for one recipient, whose clicks are then known by name (IM-3). */
export function PersonalUrl({ linkId }: { linkId: string }) {
  const trpc = useTRPC()
  const canEdit = useCanEdit()
  const [prospectId, setProspectId] = useState<string | null>(null)
  const create = useMutation(trpc.links.createToken.mutationOptions())
  if (!canEdit) return null
  return (
    <Card
      title="Personal URL"
      description="For one recipient: whoever clicks it is recorded as that prospect."
    >
      <div className="flex flex-wrap gap-2">
        <ProspectPicker
          className="w-72"
          value={prospectId}
          onValueChange={(id) => {
            create.reset()
            setProspectId(id)
          }}
        />
        <Button
          disabled={!prospectId}
          isPending={create.isPending}
          onClick={() => prospectId && create.mutate({ id: linkId, prospectId })}
        >
          Make URL
        </Button>
      </div>
      {create.data ? (
        <p className="mt-3 flex items-start gap-1 rounded-md border bg-canvas px-3 py-2">
          <output className="min-w-0 break-all text-[13px]">{create.data.url}</output>
          <CopyButton text={create.data.url} label="Copy personal URL" className="-my-1" />
        </p>
      ) : null}
    </Card>
  )
}
