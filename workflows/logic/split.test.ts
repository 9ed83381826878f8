import { describe, expect, it } from 'vitest'
import { advance } from '../advance'
import { definitionFor } from '../catalogue'
import { outputsOf } from '../define-node'
import { describeNode, describeOutcome } from '../describe'
import { emptyProspect } from '../prospect-snapshot'
import { compiled, draw } from '../testing/draw'
import { drawNumber } from './draw-number'

const branches = [
  { id: 'a', name: 'Short mail', weight: 30 },
  { id: 'b', name: 'Long mail', weight: 60 },
  { id: 'c', name: 'Nothing', weight: 10 },
]
const document = draw(
  {
    start: { type: 'enrolled' },
    split: { type: 'split', config: { branches } },
    short: { type: 'add-tags', config: { tags: ['a'] } },
    long: { type: 'add-tags', config: { tags: ['b'] } },
  },
  ['start -> split', 'split.a -> short', 'split.b -> long'],
)
const workflow = compiled(document)
const enrol = (runId: string, eventId: string) =>
  advance({
    workflow,
    workflowId: 'w',
    runId,
    state: null,
    event: { kind: 'prospect.enrolled', workflowId: 'w', nodeId: null, id: eventId, at: new Date(0) },
    snapshot: emptyProspect,
    now: new Date(0),
  })
const drawn = (runId: string, eventId = 'e') =>
  enrol(runId, eventId)?.steps.find(({ outcome }) => outcome === 'branched')

describe('a random split', () => {
  it('takes the same branch when it is planned again', () => {
    for (let run = 0; run < 50; run += 1) expect(enrol(`run-${run}`, 'e')).toEqual(enrol(`run-${run}`, 'e'))
  })

  it('draws anew for another run, and for another event of the same run', () => {
    expect(new Set(Array.from({ length: 50 }, (_, i) => drawn(`run-${i}`)?.branch)).size).toBe(3)
    expect(new Set(Array.from({ length: 50 }, (_, i) => drawn('run', `event-${i}`)?.branch)).size).toBe(3)
  })

  it('takes branches as often as their weights say', () => {
    const runs = 9000
    const counts: Record<string, number> = {}
    for (let run = 0; run < runs; run += 1) {
      const branch = drawn(`run-${run}`)?.branch ?? ''
      counts[branch] = (counts[branch] ?? 0) + 1
    }
    const chiSquare = branches.reduce((sum, { id, weight }) => {
      const expected = (weight / 100) * runs
      return sum + ((counts[id] ?? 0) - expected) ** 2 / expected
    }, 0)
    expect(chiSquare).toBeLessThan(9.21) // two degrees of freedom, 1 %
  })

  it('numbers are spread evenly, and neighbours do not follow each other', () => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => drawNumber('run', `${i}`))
    const tenths = Array.from(
      { length: 10 },
      (_, t) => numbers.filter((n) => Math.floor(n * 10) === t).length,
    )
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
    expect(chiSquare).toBeLessThan(21.67) // nine degrees of freedom, 1 %
    expect(Math.max(...numbers)).toBeLessThan(1)
    const rises = numbers.filter((number, at) => number > (numbers[at - 1] ?? 1)).length
    expect(rises).toBeGreaterThan(9700)
    expect(rises).toBeLessThan(10_300)
  })

  it('follows the branch it drew, and says with what chance', () => {
    const run =
      Array.from({ length: 100 }, (_, i) => `run-${i}`).find((id) => drawn(id)?.branch === 'a') ?? ''
    expect(enrol(run, 'e')?.effects).toMatchObject([{ payload: { tags: ['a'] } }])
    const step = drawn(run)
    expect(step).toMatchObject({ share: 0.3, criteria: null, rejected: [] })
    expect(step && describeOutcome(step, document)).toBe('Drawn: “Short mail”, which had a chance of 30 %.')
  })

  it('has a way out for each branch and no “Else”', () => {
    const definition = definitionFor('split')
    expect(definition && outputsOf(definition, { branches })).toEqual([
      { id: 'a', label: 'Short mail · 30 %' },
      { id: 'b', label: 'Long mail · 60 %' },
      { id: 'c', label: 'Nothing · 10 %' },
    ])
    expect(describeNode({ type: 'split', config: { branches } })).toBe(
      'Short mail 30 %, Long mail 60 %, Nothing 10 %',
    )
  })

  it.each([
    [[{ id: 'a', name: 'A', weight: 0 }, branches[1]], 'Enter a weight above 0'],
    [[{ id: 'a', name: 'A', weight: -5 }, branches[1]], 'Enter a weight above 0'],
    [[{ id: 'a', name: 'A' }, branches[1]], 'Enter a weight above 0'],
    [[branches[0]], 'Add at least two branches'],
  ])('refuses %j', (refused, message) => {
    const parsed = definitionFor('split')?.config.safeParse({ branches: refused })
    expect(parsed?.error?.issues[0]?.message).toBe(message)
  })
})
