import { describe, expect, it } from 'vitest'
import { compile } from './compile'
import { noReferences, type References } from './references'
import { draw, emailStep, scoreAtLeast, waitStep } from './testing/draw'

const start = { type: 'enrolled' }
const tag = { type: 'add-tags', config: { tags: ['a'] } }
const problemsOf = (...drawing: Parameters<typeof draw>) =>
  compile(draw(...drawing)).problems.map(({ code, nodeId, field }) => [code, nodeId, field])

describe('compile', () => {
  it('accepts a complete drawing', () => {
    const { problems, workflow } = compile(draw({ start, tag }, ['start -> tag']))
    expect(problems).toEqual([])
    expect(workflow?.starts).toEqual(['start'])
  })

  it('names everything that is wrong at once, with the field and what to do', () => {
    const { problems } = compile(
      draw(
        {
          start,
          tag: { type: 'add-tags', config: { tags: [] } },
          mail: { type: 'send-email', config: { messageId: '' } },
        },
        ['start -> tag', 'tag -> mail'],
      ),
    )
    expect(problems).toMatchObject([
      { code: 'invalid-config', nodeId: 'tag', field: 'tags', message: 'Add at least one tag' },
      { code: 'invalid-config', nodeId: 'mail', field: 'messageId', message: 'Choose an email' },
    ])
  })

  it('points into the step of a sequence', () => {
    const steps = [waitStep('w', 'P1D'), { id: 'x', type: 'send-email', config: { messageId: '' } }]
    expect(problemsOf({ start, s: { type: 'sequence', config: { steps } } }, ['start -> s'])).toEqual([
      ['invalid-config', 's', 'steps.1.config.messageId'],
    ])
  })

  it.each<[string, Parameters<typeof draw>, unknown[][]]>([
    ['an empty drawing', [{}], [['no-start', null, null]]],
    ['a drawing without a starting goal', [{ tag }], [['no-start', null, null]]],
    ['a goal that leads nowhere', [{ start }], [['unconnected', 'start', null]]],
    [
      'a node nothing leads to',
      [{ start, tag, alone: tag }, ['start -> tag']],
      [['unreachable', 'alone', null]],
    ],
    [
      'an unknown type',
      [{ start, x: { type: 'teleport' } }, ['start -> x']],
      [
        ['unknown-type', 'x', null],
        ['unconnected', 'start', null],
      ],
    ],
    [
      'an unknown field in a config',
      [{ start, x: { type: 'add-tags', config: { tags: ['a'], colour: 'red' } } }, ['start -> x']],
      [['invalid-config', 'x', null]],
    ],
    [
      'an edge from a branch that is gone',
      [{ start, tag, end: tag }, ['start -> tag', 'tag.gone -> end']],
      [['invalid-edge', 'tag', null]],
    ],
    [
      'an edge into a goal that only starts',
      [{ start, tag, again: start }, ['start -> tag', 'tag -> again']],
      [['invalid-edge', 'tag', null]],
    ],
    [
      'the same edge twice',
      [{ start, tag }, ['start -> tag', 'start -> tag']],
      [['invalid-edge', 'start', null]],
    ],
    [
      'an edge to nowhere',
      [{ start, tag }, ['start -> tag', 'tag -> ghost']],
      [['invalid-edge', 'tag', null]],
    ],
    [
      'an empty sequence',
      [{ start, s: { type: 'sequence', config: { steps: [] } } }, ['start -> s']],
      [['invalid-config', 's', 'steps']],
    ],
    [
      'two steps of one id',
      [
        { start, s: { type: 'sequence', config: { steps: [waitStep('w', 'P1D'), waitStep('w', 'P1D')] } } },
        ['start -> s'],
      ],
      [['duplicate-id', 's', 'steps.1.id']],
    ],
    [
      'a goal as a step',
      [
        { start, s: { type: 'sequence', config: { steps: [{ id: 'e', type: 'enrolled', config: {} }] } } },
        ['start -> s'],
      ],
      [['unknown-type', 's', 'steps.0.type']],
    ],
    [
      'a wait that is no time',
      [{ start, s: { type: 'sequence', config: { steps: [waitStep('w', 'soon')] } } }, ['start -> s']],
      [['invalid-config', 's', 'steps.0.config.for']],
    ],
  ])('refuses %s', (_name, drawing, expected) => {
    expect(problemsOf(...drawing)).toEqual(expected)
  })

  it('asks for the value of a condition that compares with nothing', () => {
    const criteria = { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: '' }] }
    const { problems } = compile(
      draw({ start, tag: { type: 'add-tags', config: { tags: ['a'], criteria } } }, ['start -> tag']),
    )
    expect(problems).toMatchObject([
      { code: 'invalid-config', field: 'criteria.rules.0.value', message: 'Enter a value to compare with' },
    ])
  })

  it('counts the steps of a warning as they were drawn, half-filled ones included', () => {
    const steps = [
      { id: 'empty', type: 'send-email', config: { messageId: '' } },
      { id: 'raise', type: 'adjust-score', config: { by: 5 } },
      { id: 'hot', type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(10) } },
    ]
    const { warnings } = compile(draw({ start, s: { type: 'sequence', config: { steps } } }, ['start -> s']))
    expect(warnings).toMatchObject([{ nodeId: 's', field: 'steps.2.config.criteria' }])
  })

  it('refuses a cycle without a wait and names it', () => {
    const { problems } = compile(draw({ start, a: tag, b: tag }, ['start -> a', 'a -> b', 'b -> a']))
    expect(problems).toMatchObject([{ code: 'cycle', message: expect.stringContaining('“a” → “b” → “a”') }])
  })

  it('refuses a cycle by a move without a wait', () => {
    const steps = [{ id: 'm', type: 'move-to-sequence', config: { nodeId: 's' } }]
    expect(problemsOf({ start, s: { type: 'sequence', config: { steps } } }, ['start -> s'])).toEqual([
      ['cycle', 's', null],
    ])
  })

  it('allows a cycle in which every round waits', () => {
    const s = { type: 'sequence', config: { steps: [waitStep('w', 'P1D')] } }
    expect(problemsOf({ start, s, tag }, ['start -> s', 's -> tag', 'tag -> s'])).toEqual([])
  })

  it.each([
    ['url', null],
    ['phone', /^“Here” is a phone number, .* Choose a web link\.$/],
    ['email', /^“Here” is an email address, .* Choose a web link\.$/],
    ['landing-page', /^“Here” is a link to a landing page, .* Choose a web link\.$/],
  ] as const)('KP-4, ?8: a link of type %s can satisfy a goal or says why not', (type, reason) => {
    const links = [{ id: 'l', label: 'Here', destination: 'https://example.com', type }]
    const references: References = {
      ...noReferences,
      messages: [{ id: 'm', name: 'Welcome', subject: 'Hi', links }],
    }
    const document = draw(
      {
        start: { type: 'enrolled' },
        s: { type: 'sequence', config: { steps: [emailStep('m')] } },
        goal: { type: 'email-link-clicked', config: { links: [{ messageId: 'm', linkId: 'l' }] } },
      },
      ['start -> s', 's -> goal'],
    )
    const messages = compile(document, references).problems.map(({ field, message }) => [field, message])
    expect(messages).toEqual(reason ? [['links', expect.stringMatching(reason)]] : [])
  })

  it('refuses what points to something that is gone, with a message per kind', () => {
    const references: References = {
      ...noReferences,
      links: [{ id: 'l', name: 'Docs', destination: 'https://example.com' }],
      messages: [
        {
          id: 'm',
          name: 'Welcome',
          subject: 'Hi',
          links: [{ id: 'tel', label: 'Call us', destination: 'tel:1', type: 'phone' }],
        },
      ],
      workflows: [],
    }
    const document = draw(
      {
        start: { type: 'redirect-link-clicked', config: { linkIds: ['l', 'gone'] } },
        s: { type: 'sequence', config: { steps: [emailStep('m'), emailStep('gone')] } },
        goal: { type: 'email-link-clicked', config: { links: [{ messageId: 'm', linkId: 'tel' }] } },
        move: { type: 'move-to-sequence', config: { nodeId: 'nowhere' } },
      },
      ['start -> s', 's -> goal', 'goal -> move'],
    )
    expect(compile(document, references).problems).toMatchObject([
      { code: 'missing-reference', nodeId: 'start', field: 'linkIds' },
      { code: 'missing-reference', nodeId: 's', field: 'steps.1.config.messageId' },
      {
        code: 'missing-reference',
        nodeId: 'goal',
        field: 'links',
        message: expect.stringContaining('Choose a web link'),
      },
      { code: 'missing-reference', nodeId: 'move', field: 'nodeId' },
    ])
    expect(compile(document).problems).toEqual([])
  })

  it('?6: warns where a criterion reads what an earlier action of the burst writes, and not after a wait', () => {
    const raise = { type: 'adjust-score', config: { by: 5 } }
    const hot = { type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(10) } }
    const { warnings, problems } = compile(draw({ start, raise, hot }, ['start -> raise', 'raise -> hot']))
    expect(problems).toEqual([])
    expect(warnings).toMatchObject([
      {
        code: 'reads-changed-field',
        nodeId: 'hot',
        field: 'criteria',
        message: expect.stringContaining('original value'),
      },
    ])
    const rested = draw({ start, raise, rest: { type: 'wait', config: { for: 'P1D' } }, hot }, [
      'start -> raise',
      'raise -> rest',
      'rest -> hot',
    ])
    expect(compile(rested).warnings).toEqual([])
  })

  it('judges a drawing of 2,000 nodes in a row', () => {
    const nodes = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`n${i}`, i === 0 ? start : tag]))
    const edges = Array.from({ length: 1999 }, (_, i) => `n${i} -> n${i + 1}`)
    expect(compile(draw(nodes, edges)).problems).toEqual([])
  })
})
