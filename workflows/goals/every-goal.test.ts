import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue'
import type { ExampleEvent, GoalDefinition } from '../define-node'
import { emptyProspect } from '../prospect-snapshot'
import { noReferences } from '../references'
import { fire, startSimulation } from '../simulate'
import { compiled, draw, scoreAtLeast } from '../testing/draw'

/** A goal of each type, about things that no other one is about. */
const configs: Record<string, Record<string, unknown>> = {
  enrolled: {},
  'redirect-link-clicked': { linkIds: ['banner', 'tweet'] },
  'email-link-clicked': { links: [{ messageId: 'welcome', linkId: 'offer' }] },
  'email-clicked': { messageIds: ['news', 'offers'] },
  'email-opened': { messageIds: ['news', 'offers'] },
  'email-unsubscribed': { messageIds: ['news', 'offers'] },
  'form-submitted': { formIds: ['contact'] },
  'file-downloaded': { fileIds: ['contact'] },
  'tag-added': { tags: ['vip', 'hot'] },
  'list-joined': { listIds: ['vip'] },
  'field-changed': { field: 'fields.industry' },
  'score-reached': { score: 10 },
  'event-received': { type: 'order.paid' },
}

const goals = catalogue.filter((definition): definition is GoalDefinition => definition.kind === 'goal')

/** A change of a field depends on values, so that goal has no examples of its own. */
const industryChanged: ExampleEvent = {
  label: 'Industry becomes construction',
  payload: { kind: 'field.changed', field: 'fields.industry', before: null, value: 'construction' },
}

function examplesOf(definition: GoalDefinition): ExampleEvent[] {
  if (definition.type === 'field-changed') return [industryChanged]
  const config = definition.config.parse(configs[definition.type])
  return definition.examples(config, { workflowId: 'this', references: noReferences })
}

/** Whether a workflow that begins with the goal is started by an event, as the executor sees it. */
function isStarted(type: string, { payload }: ExampleEvent, config = configs[type]): boolean {
  const document = draw(
    { goal: { type, config }, tag: { type: 'add-tags', config: { tags: ['reached'] } } },
    ['goal -> tag'],
  )
  const stage = { workflow: compiled(document), workflowId: 'this' }
  const { prospect, frames } = fire(stage, startSimulation(emptyProspect, new Date(0)), payload)
  expect(prospect.tags.includes('reached')).toBe(frames.length > 0)
  return frames.length > 0
}

describe('the goals (IF-13, IF-15)', () => {
  it('are these, each with the event it listens to', () => {
    expect(goals.map(({ type }) => type).toSorted()).toEqual(Object.keys(configs).toSorted())
    for (const goal of goals)
      for (const { payload } of examplesOf(goal))
        expect([goal.type, payload.kind]).toEqual([goal.type, goal.on])
  })

  const cells = goals.flatMap((goal) => goals.map((other) => [goal.type, other.type, other] as const))
  it.each(cells)('%s by the examples of %s', (type, otherType, other) => {
    const examples = examplesOf(other)
    expect(examples.length).toBeGreaterThan(0)
    expect(examples.map((example) => isStarted(type, example))).toEqual(
      examples.map(() => type === otherType),
    )
  })

  it.each<[string, ExampleEvent['payload']]>([
    ['redirect-link-clicked', { kind: 'link.clicked', linkId: 'another', messageId: null }],
    ['email-link-clicked', { kind: 'link.clicked', linkId: 'offer', messageId: 'another' }],
    ['email-link-clicked', { kind: 'link.clicked', linkId: 'another', messageId: 'welcome' }],
    ['email-link-clicked', { kind: 'link.clicked', linkId: 'offer', messageId: null }],
    ['email-clicked', { kind: 'link.clicked', linkId: 'any', messageId: null }],
    ['email-clicked', { kind: 'link.clicked', linkId: 'any', messageId: 'another' }],
    ['email-opened', { kind: 'email.opened', messageId: 'another' }],
    ['email-unsubscribed', { kind: 'email.unsubscribed', messageId: null }],
    ['form-submitted', { kind: 'form.submitted', formId: 'another' }],
    ['file-downloaded', { kind: 'file.downloaded', fileId: 'another' }],
    ['tag-added', { kind: 'tag.added', tag: 'VIP' }],
    ['list-joined', { kind: 'list.joined', listId: 'another' }],
    ['field-changed', { kind: 'field.changed', field: 'fields.size', before: null, value: 1 }],
    ['score-reached', { kind: 'score.changed', before: 8, score: 9 }],
    ['score-reached', { kind: 'score.changed', before: 10, score: 11 }],
    ['score-reached', { kind: 'score.changed', before: 12, score: 10 }],
    ['event-received', { kind: 'event.received', type: 'order.sent', properties: {} }],
    ['enrolled', { kind: 'prospect.enrolled', workflowId: 'another', nodeId: null }],
  ])('%s is not reached by %j', (type, payload) => {
    expect(isStarted(type, { label: '', payload })).toBe(false)
  })

  it('score-reached: 9 to 10 reaches it, and so does going past it', () => {
    for (const score of [10, 11])
      expect(
        isStarted('score-reached', { label: '', payload: { kind: 'score.changed', before: 9, score } }),
      ).toBe(true)
  })

  it('IF-13: industry becomes construction, and only that', () => {
    const only = (value: string) => ({
      field: 'fields.industry',
      criteria: { combinator: 'and', rules: [{ field: 'fields.industry', operator: '=', value }] },
    })
    expect(isStarted('field-changed', industryChanged, only('construction'))).toBe(true)
    expect(isStarted('field-changed', industryChanged, only('farming'))).toBe(false)
  })

  it('event-received reads the prospect and what was reported', () => {
    const paid = (amount: number): ExampleEvent => ({
      label: '',
      payload: { kind: 'event.received', type: 'order.paid', properties: { amount } },
    })
    const large = {
      type: 'order.paid',
      criteria: { combinator: 'and', rules: [{ field: 'event.amount', operator: '>=', value: 100 }] },
    }
    expect([99, 100].map((amount) => isStarted('event-received', paid(amount), large))).toEqual([false, true])
    const scored = { type: 'order.paid', criteria: scoreAtLeast(1) }
    expect(isStarted('event-received', paid(1), scored)).toBe(false)
  })
})
