import { expect, test } from 'vitest'
import { changeSettings } from '@/workflows/edit/change-settings'
import { moveNodes } from '@/workflows/edit/move-nodes'
import { drawing } from '@/workflows/edit/testing/drawing'
import { isEmptySummary, summariseChanges } from './summarise-changes'

const live = drawing({
  nodes: ['a', 'b', 'c'],
  configs: { a: { tags: ['x'], criteria: null } },
  edges: ['a>b', 'b>c'],
})

test('nodes added, removed and changed are named, connections counted', () => {
  const draft = drawing({
    nodes: ['a', 'b', 'd'],
    configs: { a: { tags: ['x', 'y'], criteria: null } },
    edges: ['a>b', 'b>d'],
  })
  expect(summariseChanges(live, draft)).toEqual({
    added: ['d'],
    removed: ['c'],
    changed: ['a'],
    connections: 2,
    reentry: null,
  })
})

test('moving cards, and keys in another order, change nothing', () => {
  const reordered = drawing({
    nodes: ['a', 'b', 'c'],
    configs: { a: { criteria: null, tags: ['x'] } },
    edges: ['a>b', 'b>c'],
  })
  const summary = summariseChanges(live, moveNodes(reordered, { a: { x: 99, y: 99 } }))
  expect(isEmptySummary(summary)).toBe(true)
})

test('another re-entry policy alone is a change, and said in words', () => {
  const summary = summariseChanges(live, changeSettings(live, { reentry: { mode: 'every', days: 7 } }))
  expect(summary.reentry).toBe('Every 7 days at most')
  expect(isEmptySummary(summary)).toBe(false)
})
