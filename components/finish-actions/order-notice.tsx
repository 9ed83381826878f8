import { Button } from '@/components/ui/button'

type OrderNoticeProps = { isPending: boolean; onPublish: () => void; onUndo: () => void }

/** Says that the order on the screen is not the one that runs, and offers to make it so (IF-9). */
export function OrderNotice({ isPending, onPublish, onUndo }: OrderNoticeProps) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-3 text-warn"
    >
      <p className="min-w-0 flex-1">This order is not live yet.</p>
      <Button size="sm" onClick={onUndo}>
        Undo
      </Button>
      <Button size="sm" variant="primary" isPending={isPending} onClick={onPublish}>
        Save order
      </Button>
    </div>
  )
}
