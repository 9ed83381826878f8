import { describe, expect, it } from 'vitest'
import type { EventPayload } from './events'
import { emptyProspect } from './prospect-snapshot'
import { simulate } from './simulate'
import { compiled, draw, emailStep, waitStep } from './testing/draw'

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
    expect(simulation.state?.sequences).toEqual({ first: 'stopped', second: 'finished' })
  })

  it('stops at the end of its clock', () => {
    expect(sent(run([{ at: at(1), payload: enrolment }], at(3)))).toEqual([{ messageId: 'welcome' }])
  })
})
