'use client'

import { ListOrdered, Plus } from 'lucide-react'
import { useState } from 'react'
import { makeId } from '@/components/editor/make-id'
import { moveItem } from '@/components/editor/settings-form/move-item'
import { useIsAdmin } from '@/components/shell/current-user'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { FinishAction } from '@/workflows/finish-actions'
import type { FinishActionHost } from '@/workflows/hosts'
import { DeleteFinishAction } from './delete-finish-action'
import { FinishActionRow } from './finish-action-row'
import { FinishActionSheet } from './finish-action-sheet'
import { eventOf } from './host-words'
import { ListStanding } from './list-standing'
import type { LoadedList } from './loaded-list'
import { NotSavedNotice } from './not-saved-notice'
import { OrderNotice } from './order-notice'
import { useSavingList } from './use-saving-list'

type FinishActionListProps = {
  host: FinishActionHost
  list: LoadedList
  references: RouterOutputs['workflows']['references']
  onReload: () => void
}

/** The entry that a window is open for; `new` is one that is being added. */
type Open = { what: 'new' } | { what: 'edit' | 'delete'; entry: FinishAction }

/** The list itself. Adding, changing, copying and deleting publish at once; a new order waits for its button. */
export function FinishActionList({ host, list, references, onReload }: FinishActionListProps) {
  const isAdmin = useIsAdmin()
  const saving = useSavingList(host, list)
  const [items, setItems] = useState(list.items)
  const [open, setOpen] = useState<Open | null>(null)
  const canSave = isAdmin && !list.isOver
  const isReordered = items.some(({ id }, index) => id !== list.items[index]?.id)
  const saveAndClose = async (next: FinishAction[]) => {
    if (await saving.save(next)) setOpen(null)
  }
  const remove = async (entry: FinishAction) => {
    await saving.save(items.filter(({ id }) => id !== entry.id))
    setOpen(null)
  }
  const add = canSave ? (
    <Button variant="primary" onClick={() => setOpen({ what: 'new' })}>
      <Plus />
      Add Finish Action
    </Button>
  ) : null
  return (
    <div className="flex flex-col gap-4">
      <ListStanding host={host} list={list} action={items.length ? add : null} />
      {saving.notSaved && !open ? <NotSavedNotice {...saving.notSaved} onReload={onReload} /> : null}
      {isReordered ? (
        <OrderNotice
          isPending={saving.isPending}
          onPublish={() => void saving.save(items)}
          onUndo={() => setItems(list.items)}
        />
      ) : null}
      {items.length === 0 ? (
        <EmptyState icon={<ListOrdered />} title="No Finish Actions yet" action={add}>
          What should happen each time a prospect {eventOf(host)}? For example add a tag, raise the score, or
          send an email.
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-2" aria-label="Finish Actions">
          {items.map((entry, index) => (
            <FinishActionRow
              key={entry.id}
              entry={entry}
              index={index}
              count={items.length}
              references={references}
              problems={isReordered ? [] : [...list.problems, ...list.warnings]}
              isReadOnly={!canSave}
              onMove={(from, to) => setItems(moveItem(items, from, to))}
              onEdit={() => setOpen({ what: 'edit', entry })}
              onDuplicate={() => void saving.save(duplicated(items, index))}
              onDelete={() => setOpen({ what: 'delete', entry })}
            />
          ))}
        </ol>
      )}
      {open && open.what !== 'delete' ? (
        <FinishActionSheet
          host={host}
          entry={open.what === 'edit' ? open.entry : null}
          items={items}
          rules={list.rules}
          references={references}
          saving={saving}
          onSave={saveAndClose}
          onClose={() => setOpen(null)}
        />
      ) : null}
      <DeleteFinishAction
        entry={open?.what === 'delete' ? open.entry : null}
        isPending={saving.isPending}
        onDelete={(entry) => void remove(entry)}
        onClose={() => setOpen(null)}
      />
    </div>
  )
}

function duplicated(items: FinishAction[], index: number): FinishAction[] {
  return items.flatMap((entry, at) =>
    at === index
      ? [entry, { ...structuredClone(entry), id: makeId(), name: `${entry.name} (copy)`.slice(0, 200) }]
      : [entry],
  )
}
