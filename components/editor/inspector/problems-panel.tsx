'use client'

import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { Problem } from '@/workflows/compile'
import { useCanvas, useEditor, useEditorStore } from '../editor-context'
import { nameOf } from '../node-view'
import { SidePanel } from './side-panel'

/** Everything compile has to say about the drawing; a click leads to the node and the field. */
export function ProblemsPanel() {
  const store = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'problems')
  const problems = useEditor((state) => state.problems)
  const warnings = useEditor((state) => state.warnings)
  if (!isOpen) return null
  return (
    <SidePanel
      label="Problems"
      onClose={() => store.getState().show(null)}
      header={<h2 className="py-1 font-semibold">Problems</h2>}
    >
      {problems.length + warnings.length ? (
        <div className="flex flex-col gap-5">
          <ProblemList title="To solve before publishing" problems={problems} kind="problem" />
          <ProblemList title="Worth a look" problems={warnings} kind="warning" />
        </div>
      ) : (
        <p className="flex items-center gap-2 text-good">
          <CircleCheck className="size-4.5 shrink-0" aria-hidden />
          No problems. This drawing can be published.
        </p>
      )}
    </SidePanel>
  )
}

const looks = {
  problem: { Drawn: CircleAlert, colour: 'text-bad' },
  warning: { Drawn: TriangleAlert, colour: 'text-warn' },
}

type ProblemListProps = { title: string; problems: Problem[]; kind: keyof typeof looks }

/** Problems with the names of their nodes, which a click leads to. */
export function ProblemList({ title, problems, kind }: ProblemListProps) {
  if (!problems.length) return null
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-ink-faint text-xs">{title}</h3>
      <ul className="-mx-2 flex flex-col">
        {problems.map((problem) => (
          <li key={`${problem.nodeId} ${problem.field} ${problem.message}`}>
            <ProblemItem problem={problem} kind={kind} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ProblemItem({ problem, kind }: { problem: Problem; kind: keyof typeof looks }) {
  const store = useEditorStore()
  const canvas = useCanvas()
  const { nodeId, field, message } = problem
  const node = useEditor(({ document }) => document.nodes.find(({ id }) => id === nodeId))
  const { Drawn, colour } = looks[kind]
  const show = () => {
    if (!nodeId) return
    canvas.current?.centerOn(nodeId)
    store.getState().inspect(nodeId, field ?? '')
  }
  return (
    <button
      type="button"
      disabled={!nodeId}
      onClick={show}
      className="flex w-full gap-2 rounded-md px-2 py-1.5 text-left enabled:hover:bg-sunken focus-ring"
    >
      <Drawn className={`mt-0.5 size-4 shrink-0 ${colour}`} aria-hidden />
      <span className="min-w-0">
        {node ? <span className="block truncate font-medium">{nameOf(node)}</span> : null}
        <span className="block text-ink-soft">{message}</span>
      </span>
    </button>
  )
}
