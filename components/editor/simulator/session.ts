import type { WorkflowDocument } from '@/workflows/document/document'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { type Frame, type Simulation, type Stage, startSimulation } from '@/workflows/simulate'
import type { StepRecord } from '@/workflows/step-record'
import type { Mark } from '../editor-store'

/** A simulation being looked at: what has happened, how far it is shown, and what can be gone back to. */
export type Session = {
  stage: Stage
  /** The drawing as it was when the session began. */
  document: WorkflowDocument
  past: Simulation[]
  now: Simulation
  /** How many of the steps are shown; the last of them is the current one. */
  cursor: number
}

export type ShownStep = { record: StepRecord; frame: Frame; frameIndex: number }

type Beginning = {
  stage: Stage
  document: WorkflowDocument
  prospect: ProspectSnapshot
  at: Date
  seed: string
}

export function beginSession({ stage, document, prospect, at, seed }: Beginning): Session {
  return { stage, document, past: [], now: startSimulation(prospect, at, seed), cursor: 0 }
}

/** Every step of a simulation, in the order in which they happened. */
export function stepsIn({ frames }: Simulation): ShownStep[] {
  return frames.flatMap((frame, frameIndex) =>
    frame.advance.steps.map((record) => ({ record, frame, frameIndex })),
  )
}

/** Goes on to what came of an action, at the first of its steps. */
export function goOn(session: Session, next: Simulation): Session {
  const known = stepsIn(session.now).length
  const cursor = Math.min(known + 1, stepsIn(next).length)
  return { ...session, past: [...session.past, session.now], now: next, cursor }
}

/** Takes the last action back, with everything that came of it. */
export function takeBack(session: Session): Session {
  const now = session.past.at(-1)
  return now ? { ...session, past: session.past.slice(0, -1), now, cursor: stepsIn(now).length } : session
}

/** Looks at another step; nothing happens or is taken back. */
export function lookAt(session: Session, cursor: number): Session {
  return { ...session, cursor: Math.min(Math.max(cursor, 0), stepsIn(session.now).length) }
}

/** What the canvas shows of the steps so far. */
export function marksOf(session: Session): Map<string, Mark> {
  const shown = stepsIn(session.now).slice(0, session.cursor)
  const marks = new Map<string, Mark>()
  for (const [index, { record }] of shown.entries())
    if (record.nodeId)
      marks.set(record.nodeId, { outcome: record.outcome, isCurrent: index === shown.length - 1 })
  return marks
}

/** True while the drawing means what it meant when the session began; cards may have been moved. */
export function isSameDrawing(one: WorkflowDocument, other: WorkflowDocument): boolean {
  return (
    one === other ||
    (one.edges === other.edges &&
      one.settings === other.settings &&
      one.nodes.length === other.nodes.length &&
      one.nodes.every(({ id, config, name }, at) => {
        const twin = other.nodes[at]
        return twin?.id === id && twin.config === config && twin.name === name
      }))
  )
}
