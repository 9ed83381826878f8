'use client'

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { compile } from '@/workflows/compile'
import { emptyProspect, type ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { useCanvas, useEditor, useEditorStore, useReferences, useSources } from '../editor-context'
import { ProblemList } from '../inspector/problems-panel'
import { SidePanel } from '../inspector/side-panel'
import { beginSession, isSameDrawing, marksOf, type Session } from './session'
import { SessionView } from './session-view'
import { SetUp } from './set-up'

/**
 * Tries the draft out on one prospect, in this browser alone: the executor runs on a copy, nothing is sent, stored or
 * changed. The session stays while other panels are open.
 */
export function Simulator() {
  const store = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'simulator')
  const [session, setSession] = useState<Session | null>(null)
  const content = useRef<HTMLDivElement>(null)
  useMarks(isOpen ? session : null)
  useFocus(content, isOpen ? (session ? 'session' : 'set-up') : null)
  if (!isOpen) return null
  return (
    <SidePanel
      label="Simulator"
      onClose={() => store.getState().show(null)}
      header={
        <>
          <h2 className="font-semibold">Simulator</h2>
          <p className="text-[13px] text-ink-soft">Nothing is sent, stored or changed.</p>
        </>
      }
    >
      <div ref={content} tabIndex={-1} className="outline-none">
        <Rehearsal session={session} onChange={setSession} />
      </div>
    </SidePanel>
  )
}

type RehearsalProps = { session: Session | null; onChange: (session: Session | null) => void }

function Rehearsal({ session, onChange }: RehearsalProps) {
  const document = useEditor((state) => state.document)
  const references = useReferences()
  const { workflowId } = useSources()
  const [prospect, setProspect] = useState<ProspectSnapshot>(emptyProspect)
  const [tries, setTries] = useState(1)
  const judged = useMemo(() => compile(document, references), [document, references])
  const { workflow } = judged
  if (!workflow) return <Obstacle count={judged.problems.length} />
  const begin = (who: ProspectSnapshot, at: Date) => {
    setProspect(who)
    setTries(tries + 1)
    onChange(
      beginSession({ stage: { workflow, workflowId }, document, prospect: who, at, seed: `try-${tries}` }),
    )
  }
  if (!session) return <SetUp prospect={prospect} onBegin={begin} />
  const restart = () => begin(prospect, (session.past[0] ?? session.now).clock)
  return (
    <div className="flex flex-col gap-5">
      {isSameDrawing(session.document, document) ? null : (
        <div role="status" className="flex flex-col items-start gap-2 rounded-md bg-warn-soft p-3 text-warn">
          <p>The drawing has changed since this began. Start again to try it as it is now.</p>
        </div>
      )}
      <SessionView session={session} onChange={onChange} />
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <Button size="sm" onClick={restart}>
          Start again
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
          Another prospect
        </Button>
      </div>
    </div>
  )
}

function Obstacle({ count }: { count: number }) {
  const store = useEditorStore()
  const problems = useEditor((state) => state.problems)
  return (
    <div className="flex flex-col items-start gap-3">
      <p>This drawing cannot run yet. Solve {count === 1 ? 'this problem' : 'these problems'} first.</p>
      <ProblemList title="To solve before it can run" problems={problems} kind="problem" />
      <Button size="sm" onClick={() => store.getState().show('problems')}>
        Show the problems
      </Button>
    </div>
  )
}

/** Whoever uses the keyboard goes on in what has just appeared; what they pressed may be gone. */
function useFocus(content: RefObject<HTMLElement | null>, shown: string | null): void {
  useEffect(() => {
    if (shown) content.current?.focus({ preventScroll: true })
  }, [content, shown])
}

/** Lights the nodes up on the canvas, and keeps the current one in view. */
function useMarks(session: Session | null): void {
  const store = useEditorStore()
  const canvas = useCanvas()
  useEffect(() => {
    const marks = session ? marksOf(session) : new Map()
    store.getState().mark(marks)
    for (const [nodeId, { isCurrent }] of marks) if (isCurrent) canvas.current?.reveal(nodeId)
    return () => store.getState().mark(new Map())
  }, [session, store, canvas])
}
