'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMembersChanged } from '@/components/lists/use-members-changed'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { MultiCombobox } from '@/components/ui/multi-combobox'

/** The lists a prospect is on; those by hand to be changed on the spot. */
export function ProspectLists({ prospectId, listIds }: { prospectId: string; listIds: string[] }) {
  const trpc = useTRPC()
  const canEdit = useCanEdit()
  const membersChanged = useMembersChanged()
  const { data } = useQuery(trpc.lists.list.queryOptions({ limit: 200 }))
  const add = useMutation(trpc.lists.addMembers.mutationOptions({ onSuccess: membersChanged }))
  const remove = useMutation(trpc.lists.removeMembers.mutationOptions({ onSuccess: membersChanged }))
  const lists = data?.items ?? []
  const byHand = lists.filter(({ kind }) => kind === 'static')
  const byCriteria = lists.filter(({ id, kind }) => kind === 'criteria' && listIds.includes(id))
  const value = listIds.filter((id) => !byCriteria.some((list) => list.id === id))
  const change = (next: string[]) => {
    const added = next.find((id) => !value.includes(id))
    const removed = value.find((id) => !next.includes(id))
    if (added) add.mutate({ id: added, prospectIds: [prospectId] })
    if (removed) remove.mutate({ id: removed, prospectIds: [prospectId] })
  }
  if (!data) return null
  if (byHand.length === 0 && byCriteria.length === 0)
    return (
      <Link href="/lists" className="rounded-sm text-accent-ink focus-ring hover:underline">
        Create a list first
      </Link>
    )
  return (
    <div className="flex flex-col gap-1.5">
      <MultiCombobox
        aria-label="Lists"
        options={byHand.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onValueChange={change}
        placeholder="Add to a list…"
        searchPlaceholder="Search lists"
        emptyText="No list has that name."
        disabled={!canEdit || add.isPending || remove.isPending}
      />
      {byCriteria.map(({ id, name }) => (
        <Link
          key={id}
          href={`/lists/${id}`}
          title={`${name}: by its criteria`}
          className="flex gap-1.5 rounded-sm text-[13px] focus-ring hover:text-accent-ink"
        >
          <span className="truncate">{name}</span>{' '}
          <span className="shrink-0 text-ink-faint">by criteria</span>
        </Link>
      ))}
    </div>
  )
}
