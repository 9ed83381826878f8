import { expect, test } from 'vitest'
import { changeConfig } from '@/workflows/edit/change-config'
import { changeSettings } from '@/workflows/edit/change-settings'
import { moveNodes } from '@/workflows/edit/move-nodes'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { fire, moveClock } from '@/workflows/simulate'
import { compiled, draw } from '@/workflows/testing/draw'
import { beginSession, goOn, isSameDrawing, lookAt, marksOf, stepsIn, takeBack } from './session'

const document = draw(
  {
    start: { type: 'enrolled' },
    tag: { type: 'add-tags', config: { tags: ['a'] } },
    pause: { type: 'wait', config: { for: 'P1D' } },
  },
  ['start -> tag', 'tag -> pause'],
)
const stage = { workflow: compiled(document), workflowId: 'w' }
const begin = () => beginSession({ stage, document, prospect: emptyProspect, at: new Date(0), seed: 'test' })
const enrolled = (session = begin()) =>
  goOn(session, fire(stage, session.now, { kind: 'prospect.enrolled', workflowId: 'w', nodeId: null }))

test('going on shows the first step of what came of it; the rest is looked at one by one', () => {
  const session = enrolled()
  expect([...marksOf(session).keys()]).toEqual(['start'])
  const all = lookAt(session, 99)
  expect([...marksOf(all)]).toEqual([
    ['start', { outcome: 'reached', isCurrent: false }],
    ['tag', { outcome: 'performed', isCurrent: false }],
    ['pause', { outcome: 'waiting', isCurrent: true }],
  ])
  expect(lookAt(all, -1).cursor).toBe(0)
})

test('when nothing came of it, the last step stays the current one', () => {
  const session = lookAt(enrolled(), 99)
  const later = goOn(session, moveClock(stage, session.now, new Date(1000)))
  expect(later.cursor).toBe(session.cursor)
})

test('taking back brings the very simulation that was there, and nothing is taken back before the beginning', () => {
  const first = begin()
  const session = takeBack(enrolled(first))
  expect(session.now).toBe(first.now)
  expect(stepsIn(session.now)).toEqual([])
  expect(takeBack(session)).toBe(session)
})

test('a drawing is the same while cards are only moved, and another one when it means something else', () => {
  expect(isSameDrawing(document, moveNodes(document, { tag: { x: 9, y: 9 } }))).toBe(true)
  expect(isSameDrawing(document, changeConfig(document, 'tag', { tags: ['b'] }))).toBe(false)
  expect(isSameDrawing(document, changeSettings(document, { reentry: { mode: 'once' } }))).toBe(false)
  expect(isSameDrawing(document, { ...document, edges: [] })).toBe(false)
})
