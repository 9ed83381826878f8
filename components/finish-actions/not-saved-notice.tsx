import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { NotSaved } from './use-saving-list'

type NotSavedNoticeProps = NotSaved & { onReload: () => void }

/** Why the list is as it was; after a conflict, the way to what somebody else made of it. */
export function NotSavedNotice({ message, isConflict, onReload }: NotSavedNoticeProps) {
  return (
    <div className="flex flex-col items-start gap-2">
      <ErrorNotice className="self-stretch" title="Not saved" error={message} />
      {isConflict ? (
        <Button size="sm" onClick={onReload}>
          Load their version
        </Button>
      ) : null}
    </div>
  )
}
