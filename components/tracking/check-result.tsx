import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const icons = {
  good: <CircleCheck className="text-good" aria-label="In order" />,
  bad: <TriangleAlert className="text-warn" aria-label="Not in order" />,
  unknown: <CircleHelp className="text-ink-faint" aria-label="Not known" />,
}

type CheckResultProps = { tone: keyof typeof icons; message: string; children?: ReactNode }

/** What a check found, read out when it comes. */
export function CheckResult({ tone, message, children }: CheckResultProps) {
  return (
    <div
      role="status"
      className="mt-3 flex items-start gap-2 rounded-md border bg-canvas px-3 py-2 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0"
    >
      {icons[tone]}
      <div className="min-w-0 break-words">
        <p>{message}</p>
        {children}
      </div>
    </div>
  )
}
