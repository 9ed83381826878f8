import fc from 'fast-check'
import { compile } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import { drawing } from '@/workflows/edit/testing/drawing'

export const linkIds = ['link-a', 'link-b'] as const
export const people = ['ada', 'bob'] as const
export const workflowNames = ['first', 'second'] as const

/**
 * What happens, one after the other. `dies`: the numbers of writes after which one worker after the other dies at it,
 * before one gets to the end.
 */
export type Happening = { dies: number[] } & (
  | { kind: 'click'; who: string; linkId: string }
  | { kind: 'enrol'; who: string; workflow: string }
  | { kind: 'publish'; workflow: string; document: WorkflowDocument }
  | { kind: 'wait'; hours: number }
)

export type Scenario = {
  documents: Record<string, WorkflowDocument>
  scores: Record<string, number>
  happenings: Happening[]
}

type Step = { type: string; config: Record<string, unknown> }

const criteria = fc.option(
  fc.record({
    combinator: fc.constantFrom('and', 'or'),
    not: fc.boolean(),
    rules: fc.array(
      fc.oneof(
        fc.record({
          field: fc.constant('score'),
          operator: fc.constantFrom('>=', '<', '='),
          value: fc.integer({ min: -2, max: 6 }),
        }),
        fc.record({
          field: fc.constant('tags'),
          operator: fc.constantFrom('contains', 'doesNotContain'),
          value: fc.constantFrom('x', 'y'),
        }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
)
const tags = fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 2 })

const action: fc.Arbitrary<Step> = fc
  .tuple(
    fc.oneof(
      fc.record({ type: fc.constant('add-tags'), config: fc.record({ tags }) }),
      fc.record({ type: fc.constant('remove-tags'), config: fc.record({ tags }) }),
      fc.record({
        type: fc.constant('adjust-score'),
        config: fc.record({ by: fc.integer({ min: -3, max: 3 }).filter((by) => by !== 0) }),
      }),
      fc.record({
        type: fc.constant('change-field'),
        config: fc.record({
          field: fc.constantFrom('fields.stage', 'fields.plan'),
          value: fc.constantFrom('new', 'won', 'lost'),
        }),
      }),
    ),
    criteria,
  )
  .map(([{ type, config }, condition]) => ({ type, config: { ...config, criteria: condition } }))

const waiting = fc
  .constantFrom('PT1H', 'P1D', 'P30D', 'P18M')
  .map((time): Step => ({ type: 'wait', config: { for: time } }))
const steps = fc.array(fc.oneof({ arbitrary: action, weight: 3 }, { arbitrary: waiting, weight: 2 }), {
  minLength: 1,
  maxLength: 4,
})

/** A start, some steps, a decision, a sequence with two goals after it of which one wins, and perhaps a move. */
const document: fc.Arbitrary<WorkflowDocument> = fc
  .record({
    start: fc.constantFrom('enrolled', 'redirect-link-clicked'),
    startLink: fc.constantFrom(...linkIds),
    goalLinks: fc.tuple(fc.constantFrom(...linkIds), fc.constantFrom(...linkIds)),
    first: steps,
    inSequence: steps,
    ifMet: action,
    ifNot: action,
    condition: criteria,
    afterGoals: fc.tuple(action, action),
    moves: fc.boolean(),
  })
  .map((parts) => draw(parts))
  .filter((drawn) => compile(drawn).workflow !== null)

type Parts = {
  start: string
  startLink: string
  goalLinks: [string, string]
  first: Step[]
  inSequence: Step[]
  ifMet: Step
  ifNot: Step
  condition: unknown
  afterGoals: [Step, Step]
  moves: boolean
}

function draw(parts: Parts): WorkflowDocument {
  const { start, startLink, goalLinks, first, inSequence, ifMet, ifNot, condition, afterGoals, moves } = parts
  const row = first.map((step, index) => [`step-${index}`, step] as const)
  const nodes: [string, Step][] = [
    ['start', { type: start, config: start === 'enrolled' ? {} : { linkIds: [startLink] } }],
    ...row.map(([id, step]): [string, Step] => [id, step]),
    [
      'choice',
      { type: 'decision', config: { branches: [{ id: 'met', name: 'Met', criteria: condition ?? always }] } },
    ],
    ['met', ifMet],
    ['not', ifNot],
    [
      'mails',
      {
        type: 'sequence',
        config: { steps: inSequence.map((step, index) => ({ id: `s${index}`, ...step })) },
      },
    ],
    ['goal-1', { type: 'redirect-link-clicked', config: { linkIds: [goalLinks[0]] } }],
    ['goal-2', { type: 'redirect-link-clicked', config: { linkIds: [goalLinks[1]] } }],
    ['won-1', afterGoals[0]],
    ['won-2', afterGoals[1]],
    ...(moves ? movedTo : []),
  ]
  const chain = ['start', ...row.map(([id]) => id), 'choice']
  return drawing({
    nodes: nodes.map(([id]) => id),
    edges: [
      ...chain.slice(1).map((to, index) => `${chain[index]}>${to}`),
      'choice:met>met',
      'choice:else>not',
      'met>mails',
      'not>mails',
      'mails>goal-1',
      'mails>goal-2',
      'goal-1>won-1',
      'goal-2>won-2',
      ...(moves ? ['won-1>move'] : []),
    ],
    types: Object.fromEntries(nodes.map(([id, { type }]) => [id, type])),
    configs: Object.fromEntries(nodes.map(([id, { config }]) => [id, config])),
  })
}

const always = { combinator: 'and', not: false, rules: [] }
const movedTo: [string, Step][] = [
  ['move', { type: 'move-to-sequence', config: { nodeId: 'later' } }],
  [
    'later',
    {
      type: 'sequence',
      config: {
        steps: [
          { id: 'w', type: 'wait', config: { for: 'P1D' } },
          { id: 'a', type: 'adjust-score', config: { by: 1 } },
        ],
      },
    },
  ],
]

/** To die before a write leaves the same behind as to die after the one before it. */
const dies = fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 2 })
const who = fc.constantFrom(...people)
const workflow = fc.constantFrom(...workflowNames)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    arbitrary: fc.record({ kind: fc.constant('click'), who, linkId: fc.constantFrom(...linkIds), dies }),
    weight: 6,
  },
  { arbitrary: fc.record({ kind: fc.constant('enrol'), who, workflow, dies }), weight: 3 },
  {
    arbitrary: fc.record({
      kind: fc.constant('publish'),
      workflow,
      document,
      dies: fc.constant<number[]>([]),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('wait'),
      hours: fc.constantFrom(1, 25, 24 * 31, 24 * 560),
      dies,
    }),
    weight: 4,
  },
)

/** Small workflows, two people, and some things that happen to them. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  documents: fc.record({ first: document, second: document }),
  scores: fc.record({ ada: fc.integer({ min: -2, max: 6 }), bob: fc.integer({ min: -2, max: 6 }) }),
  happenings: fc.array(happening, { minLength: 2, maxLength: 9 }),
})
