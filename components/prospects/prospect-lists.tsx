'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMembersChanged } from '@/components/lists/use-members-changed'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { MultiCombobox } from '@/components/ui/multi-combobox'

/** The lists a prospect is on; to be changed on the spot. */
export function ProspectLists({ prospectId, listIds }: { prospectId: string; listIds: string[] }) {
  const trpc = useTRPC()
  const canEdit = useCanEdit()
  const membersChanged = useMembersChanged()
  const { data } = useQuery(trpc.lists.list.queryOptions({ limit: 200 }))
  const add = useMutation(trpc.lists.addMembers.mutationOptions({ onSuccess: membersChanged }))
  const remove = useMutation(trpc.lists.removeMembers.mutationOptions({ onSuccess: membersChanged }))
  // Lists by criteria the prospect is on stand there too; nobody is put on them by hand.
  const lists = (data?.items ?? []).filter(({ id, kind }) => kind === 'static' || listIds.includes(id))
  const change = (next: string[]) => {
    const added = next.find((id) => !listIds.includes(id))
    const removed = listIds.find((id) => !next.includes(id))
    if (added) add.mutate({ id: added, prospectIds: [prospectId] })
    if (removed) remove.mutate({ id: removed, prospectIds: [prospectId] })
  }
  if (!data) return null
  if (lists.length === 0)
    return (
      <Link href="/lists" className="rounded-sm text-accent-ink focus-ring hover:underline">
        Create a list first
      </Link>
    )
  return (
    <MultiCombobox
      aria-label="Lists"
      options={lists.map(({ id, name }) => ({ value: id, label: name }))}
      value={listIds}
      onValueChange={change}
      placeholder="Add to a list…"
      searchPlaceholder="Search lists"
      emptyText="No list has that name."
      disabled={!canEdit || add.isPending || remove.isPending}
    />
  )
}
