'use client'

import { CircleAlert } from 'lucide-react'
import { useEditor } from '../editor-context'

/** The problems of a node that are about the node itself, not about one of its fields. */
export function NodeProblems({ nodeId }: { nodeId: string }) {
  const problems = useEditor((state) => state.problems)
  const own = problems.filter((problem) => problem.nodeId === nodeId && problem.field === null)
  if (!own.length) return null
  return (
    <ul className="flex flex-col gap-1 rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad">
      {own.map(({ message }) => (
        <li key={message} className="flex gap-1.5">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          {message}
        </li>
      ))}
    </ul>
  )
}
