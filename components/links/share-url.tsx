'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { MakeUrl } from './make-url'

/** Makes the URL of this link for one prospect to pass on: whoever clicks it is a referral of theirs (?19). */
export function ShareUrl({ linkId }: { linkId: string }) {
  const trpc = useTRPC()
  const create = useMutation(trpc.links.createShareLink.mutationOptions())
  return (
    <MakeUrl
      title="URL to share"
      description="For a prospect to pass on: whoever clicks it counts as their referral, and stays who they are."
      name="URL to share"
      url={create.data?.url}
      isPending={create.isPending}
      onMake={(prospectId) => create.mutate({ linkId, prospectId })}
      onReset={() => create.reset()}
    />
  )
}
