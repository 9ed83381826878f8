import { expect, test } from 'vitest'
import type { FinishAction } from '../finish-actions'
import type { FinishActionHost } from '../hosts'
import { noReferences } from '../references'
import { judgeFinishActions } from './judge-finish-actions'

const host: FinishActionHost = { kind: 'link', id: 'l1', on: null }
const known = { references: noReferences, rules: { areWebhooksOnLinks: false } }
const action = (id: string, type: string, config: FinishAction['config']): FinishAction => ({
  id,
  name: id,
  type,
  config,
  criteria: null,
})

test('an empty list is fine, and so is a host that pickers do not offer', () => {
  expect(judgeFinishActions(host, [], known).problems).toEqual([])
  expect(judgeFinishActions(host, [action('a', 'add-tags', { tags: ['x'] })], known).problems).toEqual([])
})

test('every problem names its entry and its field', () => {
  const list = [
    action('a', 'add-tags', { tags: [] }),
    action('b', 'send-email', { messageId: 'gone' }),
    action('c', 'wait', { for: 'P1D' }),
    action('d', 'move-to-sequence', { nodeId: 'somewhere' }),
  ]
  expect(judgeFinishActions(host, list, known).problems).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ nodeId: 'a', field: 'tags' }),
      expect.objectContaining({ nodeId: 'b', field: 'messageId', code: 'missing-reference' }),
      expect.objectContaining({ nodeId: 'c', field: 'type', code: 'not-available' }),
      expect.objectContaining({ nodeId: 'd', field: 'nodeId', code: 'missing-reference' }),
    ]),
  )
})

test('two entries with one id are refused', () => {
  const twins = [action('a', 'adjust-score', { by: 1 }), action('a', 'adjust-score', { by: 2 })]
  expect(judgeFinishActions(host, twins, known).problems).toContainEqual(
    expect.objectContaining({ nodeId: 'a', code: 'duplicate-id' }),
  )
})

test('IR-13: an entry that reads what an earlier one writes is warned about', () => {
  const list: FinishAction[] = [
    action('plus', 'adjust-score', { by: 5 }),
    {
      ...action('hot', 'add-tags', { tags: ['hot'] }),
      criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
    },
  ]
  const { problems, warnings } = judgeFinishActions(host, list, known)
  expect(problems).toEqual([])
  expect(warnings).toMatchObject([
    { nodeId: 'hot', field: 'criteria', message: expect.stringMatching(/“plus”.*original value/) },
  ])
})
