'use client'

import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ExampleEvent } from '@/workflows/define-node'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { changeProspect, fire, moveClock, type SimulationNote } from '@/workflows/simulate'
import { useReferences } from '../editor-context'
import { ClockControls } from './clock-controls'
import { eventsToTry } from './events-to-try'
import { goOn, lookAt, type Session, stepsIn, takeBack } from './session'
import { StepList } from './step-list'
import { StepNow } from './step-now'
import { ValueChanges } from './value-changes-view'
import { ValuesForm } from './values-form'

type SessionViewProps = { session: Session; onChange: (session: Session) => void }

const notes: Record<SimulationNote, string> = {
  unheard: 'Nothing in this drawing listens to that now.',
  declined: 'The workflow settings do not let this prospect start again yet.',
  'too-long': 'It went on and on, so it was stopped here. Look for effects that cause each other.',
}

/** A simulation under way: the clock, what can happen, and what came of it. */
export function SessionView({ session, onChange }: SessionViewProps) {
  const { stage, now } = session
  const references = useReferences()
  const examples = eventsToTry(stage.workflow, { workflowId: stage.workflowId, references })
  const steps = stepsIn(now)
  const first = (session.past[0] ?? now).prospect
  const account = useRef<HTMLDivElement>(null)
  return (
    <>
      <ClockControls simulation={now} onMove={(to) => onChange(goOn(session, moveClock(stage, now, to)))} />
      <Happenings
        examples={examples}
        onFire={({ payload }) => onChange(goOn(session, fire(stage, now, payload)))}
        onTakeBack={session.past.length ? () => onChange(takeBack(session)) : null}
      />
      {now.note ? (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-warn">
          {notes[now.note]}
        </p>
      ) : null}
      <div ref={account} className="scroll-mt-2">
        <StepNow step={steps[session.cursor - 1] ?? null} />
      </div>
      <StepControls session={session} onChange={onChange} />
      <StepList
        session={session}
        onLookAt={(cursor) => {
          onChange(lookAt(session, cursor))
          account.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
        }}
      />
      <section aria-label="The prospect">
        <h3 className="mb-1 font-medium text-[13px]">The prospect, since the beginning</h3>
        <ValueChanges before={first} after={now.prospect} />
        <ChangeByHand
          prospect={now.prospect}
          onChange={(prospect) => onChange(goOn(session, changeProspect(stage, now, prospect)))}
        />
      </section>
    </>
  )
}

/** Looking back and forth does nothing. */
function StepControls({ session, onChange }: SessionViewProps) {
  const count = stepsIn(session.now).length
  return (
    <fieldset aria-label="Steps" className="flex flex-wrap gap-2">
      <Button
        size="sm"
        disabled={session.cursor < 2}
        onClick={() => onChange(lookAt(session, session.cursor - 1))}
      >
        Step back
      </Button>
      <Button
        size="sm"
        disabled={session.cursor >= count}
        onClick={() => onChange(lookAt(session, session.cursor + 1))}
      >
        Next step
      </Button>
      <Button
        size="sm"
        variant="ghost"
        disabled={session.cursor >= count}
        onClick={() => onChange(lookAt(session, count))}
      >
        All steps
      </Button>
    </fieldset>
  )
}

type HappeningsProps = {
  examples: ExampleEvent[]
  onFire: (example: ExampleEvent) => void
  /** Undoes the last thing that was made to happen; null when nothing was. */
  onTakeBack: (() => void) | null
}

function Happenings({ examples, onFire, onTakeBack }: HappeningsProps) {
  return (
    <section aria-label="What happens now">
      <div className="mb-1 flex items-center justify-between">
        <h3 className="font-medium text-[13px]">What happens now?</h3>
        <Button
          size="sm"
          variant="ghost"
          title="Undo what happened last, or the last move of the clock"
          disabled={!onTakeBack}
          onClick={() => onTakeBack?.()}
        >
          Take back
        </Button>
      </div>
      {examples.length ? (
        <div className="flex flex-wrap gap-1.5">
          {examples.map((example) => (
            <Button
              key={JSON.stringify(example.payload)}
              size="sm"
              className="h-auto min-h-8 max-w-full whitespace-normal py-1.5 text-left leading-tight"
              onClick={() => onFire(example)}
            >
              {example.label}
            </Button>
          ))}
        </div>
      ) : (
        <p className="text-ink-soft">
          The goals of this drawing wait for changes of values. Change one below.
        </p>
      )}
    </section>
  )
}

type ChangeByHandProps = {
  prospect: ProspectSnapshot
  onChange: (prospect: ProspectSnapshot) => void
}

/** Somebody edits the prospect in the meantime. */
function ChangeByHand({ prospect, onChange }: ChangeByHandProps) {
  const [draft, setDraft] = useState<ProspectSnapshot | null>(null)
  if (!draft)
    return (
      <Button size="sm" className="mt-2" onClick={() => setDraft(prospect)}>
        Change values by hand
      </Button>
    )
  return (
    <div className="mt-2 rounded-md border p-3">
      <ValuesForm prospect={draft} onChange={setDraft} />
      <div className="mt-3 flex gap-2">
        <Button
          size="sm"
          variant="primary"
          onClick={() => {
            setDraft(null)
            onChange(draft)
          }}
        >
          Change now
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
