import { describe, expect, test } from 'vitest'
import { checkLoops, type NamedWorkflow } from './check-loops'
import { compile } from './compile'
import { drawing } from './edit/testing/drawing'

type Drawing = Parameters<typeof drawing>[0]

function named(id: string, drawn: Drawing): NamedWorkflow {
  const { workflow, problems } = compile(drawing(drawn))
  if (!workflow) throw new Error(JSON.stringify(problems))
  return { id, name: id.toUpperCase(), workflow }
}

/** On getting a tag: other changes, one after the other. */
function onTag(id: string, tag: string, ...actions: [type: string, config: Record<string, unknown>][]) {
  const names = actions.map((_, index) => `do${index}`)
  return named(id, {
    nodes: ['goal', ...names],
    edges: names.map((name, index) => `${index ? names[index - 1] : 'goal'}>${name}`),
    types: { goal: 'tag-added', ...Object.fromEntries(actions.map(([type], index) => [`do${index}`, type])) },
    configs: {
      goal: { tags: [tag] },
      ...Object.fromEntries(actions.map(([, config], index) => [`do${index}`, config])),
    },
  })
}
const add = (tag: string): [string, Record<string, unknown>] => ['add-tags', { tags: [tag] }]
const remove = (tag: string): [string, Record<string, unknown>] => ['remove-tags', { tags: [tag] }]

describe('?22: the check over all live workflows', () => {
  test('names the round when two workflows start each other for ever', () => {
    const a = onTag('a', 'x', remove('x'), add('y'))
    const b = onTag('b', 'y', remove('y'), add('x'))
    expect(checkLoops(a, [b])).toMatchObject([
      {
        code: 'loop',
        nodeId: 'goal',
        message: expect.stringContaining('“goal” of “A” → “goal” of “B” → “goal” of “A”'),
      },
    ])
  })

  test('a round in which nothing is undone ends by itself, so it is allowed', () => {
    expect(checkLoops(onTag('a', 'x', add('y')), [onTag('b', 'y', add('x'))])).toEqual([])
  })

  test('undoing only one of the two events of a round is not enough to go on for ever', () => {
    expect(checkLoops(onTag('a', 'x', remove('x'), add('y')), [onTag('b', 'y', add('x'))])).toEqual([])
  })

  test('a round of other workflows is not a problem of this one', () => {
    const a = onTag('a', 'x', remove('x'), add('y'))
    const b = onTag('b', 'y', remove('y'), add('x'))
    expect(checkLoops(onTag('c', 'x', add('z')), [a, b])).toEqual([])
  })

  test('a workflow that starts itself is found, and so is a new version of a live one', () => {
    const old = onTag('a', 'x', add('y'))
    const self = onTag('a', 'x', remove('x'), add('x'))
    expect(checkLoops(self, [old])).toHaveLength(1)
    expect(checkLoops(old, [self])).toEqual([])
  })

  test('a wait breaks the round', () => {
    const a = onTag('a', 'x', remove('x'), ['wait', { for: 'P1D' }], add('x'))
    expect(checkLoops(a, [])).toEqual([])
  })

  test('a score that only rises reaches a number once; one that is set back reaches it again', () => {
    const onScore = (id: string, ...adjustments: number[]) => {
      const names = adjustments.map((_, index) => `by${index}`)
      return named(id, {
        nodes: ['goal', ...names],
        edges: names.map((name, index) => `${index ? names[index - 1] : 'goal'}>${name}`),
        types: { goal: 'score-reached', ...Object.fromEntries(names.map((name) => [name, 'adjust-score'])) },
        configs: {
          goal: { score: 10 },
          ...Object.fromEntries(adjustments.map((by, index) => [`by${index}`, { by }])),
        },
      })
    }
    expect(checkLoops(onScore('a', 10), [])).toEqual([])
    expect(checkLoops(onScore('a', -10, 10), [])).toHaveLength(1)
  })

  test('moves round through two workflows are found, whatever the tags', () => {
    const mover = (id: string, workflowId: string) =>
      named(id, {
        nodes: ['start', 'seq', 'move'],
        edges: ['start>seq', 'seq>move'],
        types: { start: 'enrolled', seq: 'sequence', move: 'move-to-sequence' },
        configs: {
          seq: { steps: [{ id: 't', type: 'add-tags', config: { tags: ['t'] } }] },
          move: { workflowId, nodeId: 'seq' },
        },
      })
    expect(checkLoops(mover('a', 'b'), [mover('b', 'a')])).toHaveLength(1)
  })
})
