import type { RunDetails, RunEffect } from '@/components/runs/run-step'
import { advance } from '@/workflows/advance'
import { describeOutcome, describePlace } from '@/workflows/describe'
import { describeEffect } from '@/workflows/effects'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { statusOf } from '@/workflows/run-state'
import { compiled, draw, scoreAtLeast } from '@/workflows/testing/draw'

const at = new Date('2026-01-10T12:00:00Z')

const document = draw(
  {
    Enrolled: { type: 'enrolled' },
    'Raise the score': { type: 'adjust-score', config: { by: 5 } },
    'Tag hot leads': { type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(10) } },
    'Three days': { type: 'wait', config: { for: 'P3D' } },
  },
  ['Enrolled -> Raise the score', 'Raise the score -> Tag hot leads', 'Tag hot leads -> Three days'],
)

/** The rule of IR-13 as a run: score 5, an action adds 5, the next one wants 10; decided by the real executor. */
export function exampleRun(effectState: RunEffect['state'] = 'done'): RunDetails {
  const snapshot = { ...emptyProspect, firstName: 'Ada', score: 5 }
  const event = { kind: 'prospect.enrolled', workflowId: 'w1', nodeId: null, id: 'e1', at } as const
  const workflow = compiled(document)
  const done = advance({ workflow, workflowId: 'w1', runId: 'r1', state: null, event, snapshot, now: at })
  if (!done) throw new Error('the example starts a run')
  const effects: RunEffect[] = done.effects.map((effect, index) => ({
    id: `effect-${index}`,
    summary: describeEffect(effect, { state: effectState }),
    ...effect,
    state: effectState,
    reason: effectState === 'done' ? null : { code: 'refused', message: 'The mail server refused it.' },
    attempts: 1,
    dueAt: at,
    doneAt: effectState === 'done' ? at : null,
    before: null,
  }))
  const status = statusOf(done.state)
  return {
    run: {
      id: 'r1',
      status,
      versionNumber: 3,
      startedAt: at,
      updatedAt: at,
      wakeAt: null,
      state: done.state,
    },
    prospect: { id: 'p1', name: 'Ada Lovelace', email: 'ada@example.com' },
    workflow: { id: 'w1', name: 'Welcome', host: null },
    document,
    steps: done.steps.map((step) => ({
      ...step,
      ...describePlace(step, document),
      at,
      eventId: 'e1',
      eventKind: event.kind,
      eventSummary: 'Enrolled in “Welcome”',
      reason: describeOutcome(step, document),
      snapshot,
      effects: step.effects.flatMap((index) => effects[index] ?? []),
    })),
  }
}
