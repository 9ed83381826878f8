import { describe, expect, it } from 'vitest'
import type { EventPayload } from './events'
import { emptyProspect } from './prospect-snapshot'
import { fire, moveClock, nextWait, type Simulation, simulate, startSimulation } from './simulate'
import { compiled, draw, emailStep, scoreAtLeast, waitStep } from './testing/draw'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const enrolment: EventPayload = { kind: 'prospect.enrolled', workflowId: 'w', nodeId: null }
const demoClick: EventPayload = { kind: 'link.clicked', linkId: 'demo', messageId: 'welcome' }
const workflow = compiled(
  draw(
    {
      start: { type: 'enrolled' },
      first: {
        type: 'sequence',
        config: { steps: [emailStep('welcome'), waitStep('pause', 'P3D'), emailStep('reminder')] },
      },
      goal: { type: 'email-link-clicked', config: { links: [{ messageId: 'welcome', linkId: 'demo' }] } },
      tag: { type: 'add-tags', config: { tags: ['engaged'] } },
      move: { type: 'move-to-sequence', config: { nodeId: 'second' } },
      second: {
        type: 'sequence',
        config: { steps: [emailStep('demo'), waitStep('rest', 'P30D'), emailStep('more')] },
      },
    },
    ['start -> first', 'first -> goal', 'goal -> tag', 'tag -> move'],
  ),
)
const run = (script: { at: Date; payload: EventPayload }[], until: Date) =>
  simulate({ workflow, workflowId: 'w', prospect: emptyProspect, script, until })
const sent = ({ frames }: ReturnType<typeof run>) =>
  frames.flatMap(({ advance }) =>
    advance.effects.flatMap(({ kind, payload }) => (kind === 'message.send' ? [payload] : [])),
  )

describe('a simulation', () => {
  it('lets waits end by its own clock', () => {
    const simulation = run([{ at: at(1), payload: enrolment }], at(5))
    expect(simulation.frames.map(({ event }) => [event.kind, event.at])).toEqual([
      ['prospect.enrolled', at(1)],
      ['timer.elapsed', at(4)],
    ])
    expect(sent(simulation)).toEqual([{ messageId: 'welcome' }, { messageId: 'reminder' }])
  })

  it('follows a click through goal, tag and move into the second sequence, and nothing of the first is sent any more', () => {
    const script = [
      { at: at(2), payload: demoClick },
      { at: at(1), payload: enrolment },
    ]
    const simulation = run(script, at(40))
    expect(sent(simulation)).toEqual([{ messageId: 'welcome' }, { messageId: 'demo' }, { messageId: 'more' }])
    expect(simulation.prospect.tags).toEqual(['engaged'])
    expect(simulation.runs[0]?.state.sequences).toEqual({ first: 'stopped', second: 'finished' })
  })

  it('stops at the end of its clock', () => {
    expect(sent(run([{ at: at(1), payload: enrolment }], at(3)))).toEqual([{ messageId: 'welcome' }])
  })
})

describe('a simulation, step by step', () => {
  const stage = { workflow, workflowId: 'w' }
  const enrolledNow = () => fire(stage, startSimulation(emptyProspect, at(1)), enrolment)
  const outcomes = ({ frames }: Simulation) =>
    frames.flatMap(({ advance }) => advance.steps.map(({ nodeId, outcome }) => `${nodeId} ${outcome}`))

  it('knows when the next wait is over, and goes there', () => {
    const started = enrolledNow()
    expect(nextWait(started)).toEqual(at(4))
    const later = moveClock(stage, started, at(4))
    expect(later.clock).toEqual(at(4))
    expect(nextWait(later)).toBeNull()
    expect(outcomes(later)).toContain('first finished')
  })

  it('leaves what was before as it was, so that any step can be gone back to', () => {
    const started = enrolledNow()
    const copy = structuredClone(started)
    fire(stage, started, demoClick)
    moveClock(stage, started, at(30))
    expect(started).toEqual(copy)
  })

  it('says when nothing listens', () => {
    const unheard = fire(stage, startSimulation(emptyProspect, at(1)), demoClick)
    expect(unheard).toMatchObject({ note: 'unheard', runs: [], frames: [] })
  })

  it('KP-3: the first response wins, and the other goal of the group is withdrawn', () => {
    const race = compiled(
      draw(
        {
          start: { type: 'enrolled' },
          mails: { type: 'sequence', config: { steps: [emailStep('m'), waitStep('w', 'P9D')] } },
          yes: { type: 'email-link-clicked', config: { links: [{ messageId: 'm', linkId: 'yes' }] } },
          no: { type: 'email-link-clicked', config: { links: [{ messageId: 'm', linkId: 'no' }] } },
          bought: { type: 'add-tags', config: { tags: ['yes'] } },
          refused: { type: 'add-tags', config: { tags: ['no'] } },
        },
        ['start -> mails', 'mails -> yes', 'mails -> no', 'yes -> bought', 'no -> refused'],
      ),
    )
    const on = { workflow: race, workflowId: 'w' }
    const click = (linkId: string): EventPayload => ({ kind: 'link.clicked', linkId, messageId: 'm' })
    let told = fire(on, startSimulation(emptyProspect, at(1)), enrolment)
    told = fire(on, told, click('no'))
    expect(outcomes(told)).toEqual(expect.arrayContaining(['mails stopped', 'yes withdrawn']))
    told = fire(on, told, click('yes'))
    expect(told).toMatchObject({ note: 'unheard', prospect: { tags: ['no'] } })
  })

  it('IR-13, ?6: criteria read the values the event found; after a wait they read those of that moment', () => {
    const scored = compiled(
      draw(
        {
          start: { type: 'enrolled' },
          plus: { type: 'adjust-score', config: { by: 10 } },
          hot: { type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(10) } },
          pause: { type: 'wait', config: { for: 'P1D' } },
          late: { type: 'add-tags', config: { tags: ['late'], criteria: scoreAtLeast(10) } },
        },
        ['start -> plus', 'plus -> hot', 'hot -> pause', 'pause -> late'],
      ),
    )
    const on = { workflow: scored, workflowId: 'w' }
    const now = fire(on, startSimulation(emptyProspect, at(1)), enrolment)
    expect(now.prospect).toMatchObject({ score: 10, tags: [] })
    expect(now.frames[0]?.advance.steps.find(({ nodeId }) => nodeId === 'hot')).toMatchObject({
      outcome: 'skipped',
      criteria: { rules: [{ original: 0, passed: false }] },
    })
    expect(moveClock(on, now, at(2)).prospect.tags).toEqual(['late'])
  })

  it('follows changes that its goals wait for, and ends a chain that would not end', () => {
    const chain = compiled(
      draw(
        {
          begin: { type: 'enrolled' },
          tag: { type: 'add-tags', config: { tags: ['a'] } },
          tagged: { type: 'tag-added', config: { tags: ['a'] } },
          score: { type: 'adjust-score', config: { by: 3 } },
        },
        ['begin -> tag', 'tagged -> score'],
      ),
    )
    const told = fire({ workflow: chain, workflowId: 'w' }, startSimulation(emptyProspect, at(1)), enrolment)
    expect(told.prospect).toMatchObject({ tags: ['a'], score: 3 })
    expect(told.runs).toHaveLength(2)

    const endless = compiled(
      draw(
        {
          rises: { type: 'field-changed', config: { field: 'fields.a', criteria: null } },
          tag: { type: 'remove-tags', config: { tags: ['a'] } },
          tagged: { type: 'tag-added', config: { tags: ['a'] } },
          untag: { type: 'remove-tags', config: { tags: ['a'] } },
          again: { type: 'add-tags', config: { tags: ['a'] } },
        },
        ['rises -> tag', 'tagged -> untag', 'untag -> again'],
      ),
    )
    const round = fire({ workflow: endless, workflowId: 'w' }, startSimulation(emptyProspect, at(1)), {
      kind: 'tag.added',
      tag: 'a',
    })
    expect(round.note).toBe('too-long')
    expect(round.frames.length).toBeLessThan(50)
  })

  it('keeps to the re-entry policy of the drawing', () => {
    const once = { ...workflow, settings: { reentry: { mode: 'once' as const } } }
    const twice = fire({ workflow: once, workflowId: 'w' }, enrolledNow(), enrolment)
    expect(twice).toMatchObject({ note: 'declined' })
    expect(twice.runs).toHaveLength(1)
    expect(fire(stage, enrolledNow(), enrolment).runs).toHaveLength(2)
  })
})
