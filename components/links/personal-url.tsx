'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { MakeUrl } from './make-url'

/** Makes the URL of this link for one recipient, whose clicks are then known by name (IM-3). */
export function PersonalUrl({ linkId }: { linkId: string }) {
  const trpc = useTRPC()
  const create = useMutation(trpc.links.createToken.mutationOptions())
  return (
    <MakeUrl
      title="Personal URL"
      description="For one recipient: whoever clicks it is recorded as that prospect."
      name="personal URL"
      url={create.data?.url}
      isPending={create.isPending}
      onMake={(prospectId) => create.mutate({ id: linkId, prospectId })}
      onReset={() => create.reset()}
    />
  )
}
