import { expect, test } from 'vitest'
import { compile } from '../compile'
import { drawing } from '../edit/testing/drawing'
import { noReferences } from '../references'

const users = [
  { id: 'ada', name: 'Ada' },
  { id: 'bob', name: 'Bob' },
]

function problemsWith(config: Record<string, unknown>) {
  const document = drawing({
    nodes: ['start', 'owner'],
    edges: ['start>owner'],
    types: { start: 'enrolled', owner: 'assign-owner' },
    configs: { owner: config },
  })
  return compile(document, { ...noReferences, users }).problems
}

test.each([
  { userIds: ['ada'], mode: 'fixed' },
  { userIds: ['ada'], mode: 'round-robin' },
  { userIds: ['ada', 'bob'], mode: 'round-robin' },
])('%j can be published', (config) => {
  expect(problemsWith(config)).toEqual([])
})

test('one fixed owner cannot be two users', () => {
  expect(problemsWith({ userIds: ['ada', 'bob'], mode: 'fixed' })).toMatchObject([
    { nodeId: 'owner', field: 'userIds', message: 'Choose one user, or let several users take turns' },
  ])
})

test('a user who is gone keeps the workflow from being published', () => {
  expect(problemsWith({ userIds: ['eve'], mode: 'fixed' })).toMatchObject([{ code: 'missing-reference' }])
})
