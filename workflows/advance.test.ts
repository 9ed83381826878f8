import { describe, expect, it } from 'vitest'
import { type Advance, advance } from './advance'
import type { CompiledWorkflow } from './compile'
import type { EventPayload } from './events'
import { emptyProspect, type ProspectSnapshot } from './prospect-snapshot'
import { type RunState, statusOf } from './run-state'
import { compiled, draw, emailStep, scoreAtLeast, waitStep } from './testing/draw'

const now = new Date('2026-11-21T10:00:00Z')
const later = new Date('2026-11-24T10:00:00Z')
const enrolment: EventPayload = { kind: 'prospect.enrolled', workflowId: 'w', nodeId: null }
const click = (linkId: string, messageId: string | null = 'welcome'): EventPayload => ({
  kind: 'link.clicked',
  linkId,
  messageId,
})

function happen(
  workflow: CompiledWorkflow,
  payload: EventPayload,
  {
    state = null,
    prospect = emptyProspect,
    at = now,
  }: { state?: RunState | null; prospect?: ProspectSnapshot; at?: Date } = {},
): Advance | null {
  const event = { ...payload, id: 'event', at }
  return advance({ workflow, workflowId: 'w', runId: 'r', state, event, snapshot: prospect, now: at })
}

function mustHappen(...args: Parameters<typeof happen>): Advance {
  const result = happen(...args)
  if (!result) throw new Error('the event did not concern the run')
  return result
}

const outcomes = ({ steps }: Advance) =>
  steps.map(({ nodeId, stepId, outcome }) => `${stepId ?? nodeId} ${outcome}`)
const emailGoal = (linkId: string) => ({
  type: 'email-link-clicked',
  config: { links: [{ messageId: 'welcome', linkId }] },
})
const tag = (name: string) => ({ type: 'add-tags', config: { tags: [name] } })

const twoGoals = compiled(
  draw(
    {
      start: { type: 'enrolled' },
      first: {
        type: 'sequence',
        config: { steps: [emailStep('welcome'), waitStep('pause', 'P3D'), emailStep('reminder')] },
      },
      wantsDemo: emailGoal('demo'),
      wantsPrice: emailGoal('price'),
      tagDemo: tag('demo'),
      tagPrice: tag('price'),
    },
    [
      'start -> first',
      'first -> wantsDemo',
      'first -> wantsPrice',
      'wantsDemo -> tagDemo',
      'wantsPrice -> tagPrice',
    ],
  ),
)

describe('the snapshot rule', () => {
  const workflow = compiled(
    draw(
      {
        start: { type: 'redirect-link-clicked', config: { linkIds: ['l'] } },
        raise: { type: 'adjust-score', config: { by: 5 } },
        hot: { type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(10) } },
      },
      ['start -> raise', 'raise -> hot'],
    ),
  )

  it('IR-13: score 5, action 1 adds 5, action 2 with “score at least 10” does not run', () => {
    const result = mustHappen(workflow, click('l', null), { prospect: { ...emptyProspect, score: 5 } })
    expect(result.effects.map(({ kind }) => kind)).toEqual(['score.adjust'])
    const skipped = result.steps.find(({ nodeId }) => nodeId === 'hot')
    expect(skipped).toMatchObject({
      outcome: 'skipped',
      criteria: {
        passed: false,
        rules: [{ field: 'score', operator: '>=', value: 10, original: 5, passed: false }],
      },
    })
  })

  it('lets the action run when the original value is enough', () => {
    const result = mustHappen(workflow, click('l', null), { prospect: { ...emptyProspect, score: 10 } })
    expect(result.effects.map(({ kind }) => kind)).toEqual(['score.adjust', 'tags.add'])
  })

  it('?6: what follows a wait reads the values of the moment it woke', () => {
    const waiting = compiled(
      draw(
        {
          start: { type: 'enrolled' },
          s: {
            type: 'sequence',
            config: {
              steps: [
                { id: 'raise', type: 'adjust-score', config: { by: 5 } },
                waitStep('pause', 'P1D'),
                { id: 'hot', type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(10) } },
              ],
            },
          },
        },
        ['start -> s'],
      ),
    )
    const begun = mustHappen(waiting, enrolment, { prospect: { ...emptyProspect, score: 5 } })
    const elapsed: EventPayload = {
      kind: 'timer.elapsed',
      runId: 'r',
      nodeId: 's',
      stepId: 'pause',
      entry: 1,
    }
    const woken = mustHappen(waiting, elapsed, {
      state: begun.state,
      prospect: { ...emptyProspect, score: 10 },
      at: later,
    })
    expect(woken.effects).toMatchObject([{ kind: 'tags.add', nodeId: 's', stepId: 'hot' }])
  })
})

describe('goals after a sequence', () => {
  const begun = mustHappen(twoGoals, enrolment)

  it('are awaited while the sequence runs', () => {
    expect(outcomes(begun)).toEqual([
      'start reached',
      'first entered',
      'wantsDemo awaiting',
      'wantsPrice awaiting',
      'welcome performed',
      'pause waiting',
    ])
    expect(begun.state.timers).toMatchObject([{ nodeId: 'first', stepId: 'pause', endsAt: later }])
    expect(statusOf(begun.state)).toBe('active')
  })

  it('KP-8: stop the sequence before them when they are reached', () => {
    const reached = mustHappen(twoGoals, click('demo'), { state: begun.state })
    expect(outcomes(reached)).toEqual([
      'wantsDemo reached',
      'first stopped',
      'wantsPrice withdrawn',
      'tagDemo performed',
    ])
    expect(reached.state).toMatchObject({ timers: [], awaiting: [], sequences: { first: 'stopped' } })
    expect(statusOf(reached.state)).toBe('finished')
  })

  it('KP-3: the first response wins, a second click does not move the prospect again', () => {
    const reached = mustHappen(twoGoals, click('price'), { state: begun.state })
    expect(happen(twoGoals, click('demo'), { state: reached.state })).toBeNull()
    expect(happen(twoGoals, click('price'), { state: reached.state })).toBeNull()
  })

  it('are still awaited after the last step is done', () => {
    const elapsed: EventPayload = {
      kind: 'timer.elapsed',
      runId: 'r',
      nodeId: 'first',
      stepId: 'pause',
      entry: 1,
    }
    const done = mustHappen(twoGoals, elapsed, { state: begun.state, at: later })
    expect(outcomes(done)).toEqual(['pause resumed', 'reminder performed', 'first finished'])
    expect(statusOf(done.state)).toBe('waiting')
    expect(outcomes(mustHappen(twoGoals, click('demo'), { state: done.state }))).toContain(
      'wantsDemo reached',
    )
  })

  it('KP-7: ignore links that were not chosen and the same link of another email', () => {
    expect(happen(twoGoals, click('other'), { state: begun.state })).toBeNull()
    expect(happen(twoGoals, click('demo', 'newsletter'), { state: begun.state })).toBeNull()
  })

  it('I17: a wait that ends after the goal was reached does nothing', () => {
    const reached = mustHappen(twoGoals, click('demo'), { state: begun.state })
    const elapsed: EventPayload = {
      kind: 'timer.elapsed',
      runId: 'r',
      nodeId: 'first',
      stepId: 'pause',
      entry: 1,
    }
    expect(happen(twoGoals, elapsed, { state: reached.state, at: later })).toBeNull()
  })

  it('?13: stop every sequence upstream, connected directly or not', () => {
    const chain = compiled(
      draw(
        {
          start: { type: 'enrolled' },
          one: { type: 'sequence', config: { steps: [waitStep('w1', 'P1D')] } },
          aside: { type: 'sequence', config: { steps: [waitStep('w2', 'P1D')] } },
          two: { type: 'sequence', config: { steps: [waitStep('w3', 'P9D')] } },
          goal: emailGoal('demo'),
          end: tag('done'),
        },
        ['start -> one', 'start -> aside', 'start -> two', 'one -> two', 'two -> goal', 'goal -> end'],
      ),
    )
    const running = mustHappen(chain, enrolment)
    const reached = mustHappen(chain, click('demo'), { state: running.state })
    expect(reached.state.sequences).toEqual({ one: 'stopped', aside: 'running', two: 'stopped' })
    expect(reached.state.timers.map(({ nodeId }) => nodeId)).toEqual(['aside'])
  })
})

describe('a run', () => {
  it('takes the first branch whose criteria are met, and tells which it tried', () => {
    const workflow = compiled(
      draw(
        {
          start: { type: 'enrolled' },
          choose: {
            type: 'decision',
            config: {
              branches: [
                { id: 'hot', name: 'Hot', criteria: scoreAtLeast(50) },
                { id: 'warm', name: 'Warm', criteria: scoreAtLeast(10) },
              ],
            },
          },
          h: tag('hot'),
          w: tag('warm'),
          c: tag('cold'),
        },
        ['start -> choose', 'choose.hot -> h', 'choose.warm -> w', 'choose.else -> c'],
      ),
    )
    const tagsAt = (score: number) =>
      mustHappen(workflow, enrolment, { prospect: { ...emptyProspect, score } }).effects.map(
        ({ payload }) => payload,
      )
    expect([tagsAt(60), tagsAt(10), tagsAt(9)]).toEqual([
      [{ tags: ['hot'] }],
      [{ tags: ['warm'] }],
      [{ tags: ['cold'] }],
    ])
    const cold = mustHappen(workflow, enrolment).steps.find(({ outcome }) => outcome === 'branched')
    expect(cold).toMatchObject({ branch: 'else', rejected: [{ branch: 'hot' }, { branch: 'warm' }] })
  })

  it('goes through a node once per arrival where ways meet', () => {
    const workflow = compiled(
      draw(
        {
          start: { type: 'enrolled' },
          a: tag('a'),
          b: tag('b'),
          both: { type: 'adjust-score', config: { by: 1 } },
        },
        ['start -> a', 'start -> b', 'a -> both', 'b -> both'],
      ),
    )
    const { effects } = mustHappen(workflow, enrolment)
    expect(effects.filter(({ kind }) => kind === 'score.adjust')).toHaveLength(2)
  })

  it('enters a sequence it was moved to, without waiting for its goals twice', () => {
    const workflow = compiled(
      draw(
        {
          start: { type: 'enrolled' },
          first: { type: 'sequence', config: { steps: [waitStep('pause', 'P1D')] } },
          goal: emailGoal('demo'),
          move: { type: 'move-to-sequence', config: { nodeId: 'second' } },
          second: { type: 'sequence', config: { steps: [waitStep('rest', 'P2D')] } },
        },
        ['start -> first', 'first -> goal', 'goal -> move'],
      ),
    )
    const begun = mustHappen(workflow, enrolment)
    const reached = mustHappen(workflow, click('demo'), { state: begun.state })
    expect(reached.effects).toMatchObject([
      { kind: 'sequence.enter', payload: { workflowId: null, nodeId: 'second' } },
    ])
    const entered: EventPayload = {
      kind: 'sequence.entered',
      workflowId: 'w',
      nodeId: 'second',
      runId: 'r',
      snapshot: emptyProspect,
    }
    const moved = mustHappen(workflow, entered, { state: reached.state })
    expect(moved.state.sequences).toEqual({ first: 'stopped', second: 'running' })
  })

  it('does not start on the enrolment into another workflow', () => {
    expect(happen(twoGoals, { ...enrolment, workflowId: 'other' } as EventPayload)).toBeNull()
  })

  it('can begin at any node an enrolment names', () => {
    const result = mustHappen(twoGoals, { kind: 'prospect.enrolled', workflowId: 'w', nodeId: 'first' })
    expect(outcomes(result)[0]).toBe('first entered')
  })

  it('leaves nothing behind when it is cancelled', () => {
    const begun = mustHappen(twoGoals, enrolment)
    const cancelled = mustHappen(
      twoGoals,
      { kind: 'run.cancelled', runId: 'r', by: 'admin' },
      { state: begun.state },
    )
    expect(statusOf(cancelled.state)).toBe('cancelled')
    expect(cancelled.state).toMatchObject({ timers: [], awaiting: [], sequences: { first: 'stopped' } })
  })

  it('does not change what it was given', () => {
    const begun = mustHappen(twoGoals, enrolment)
    const before = structuredClone(begun.state)
    mustHappen(twoGoals, click('demo'), { state: begun.state })
    expect(begun.state).toEqual(before)
  })
})
