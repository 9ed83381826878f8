import { expect, test } from 'vitest'
import { compile } from '../compile'
import { drawing } from '../edit/testing/drawing'
import { noReferences } from '../references'
import { createTask } from './create-task'

const users = [{ id: 'ada', name: 'Ada' }]

function problemsWith(config: Record<string, unknown>) {
  const document = drawing({
    nodes: ['start', 'task'],
    edges: ['start>task'],
    types: { start: 'enrolled', task: 'create-task' },
    configs: { task: config },
  })
  return compile(document, { ...noReferences, users }).problems
}

test.each([{ title: 'Call' }, { title: 'Call', dueIn: 'P1D', ownerId: 'ada' }])(
  '%j can be published',
  (config) => {
    expect(problemsWith(config)).toEqual([])
  },
)

test('a due date is a length of time, and the owner somebody who is there', () => {
  expect(problemsWith({ title: 'Call', dueIn: 'soon' })).toMatchObject([{ field: 'dueIn' }])
  expect(problemsWith({ title: 'Call', ownerId: 'eve' })).toMatchObject([{ field: 'ownerId' }])
})

test('says in one sentence what, for whom and until when', () => {
  const references = { ...noReferences, users }
  const all = { title: 'Call', dueIn: 'P1D', ownerId: 'ada' }
  expect(createTask.summary(all, references)).toBe('Creates the task “Call” for “Ada”, due in 1 day')
  expect(createTask.summary({ title: 'Call' }, references)).toBe('Creates the task “Call”')
})
