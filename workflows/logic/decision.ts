import { z } from 'zod'
import { fieldsReadBy } from '../criteria/criteria'
import { evaluate } from '../criteria/evaluate'
import { defineBranching } from '../define-node'
import { field } from '../fields'
import { namedOutputs } from './named-outputs'

export const decision = defineBranching({
  type: 'decision',
  title: 'Decision',
  description: 'Takes the first branch whose criteria the prospect meets, else the branch “Else”.',
  icon: 'split',
  config: z.object({ branches: field.branches('Branches') }),
  initial: { branches: [] },
  summary: ({ branches = [] }) =>
    branches.length ? branches.map(({ name }) => name || 'Unnamed branch').join(' · ') : 'Add a branch',
  outputs: ({ branches }) => [...namedOutputs(branches), { id: 'else', label: 'Else' }],
  choose: ({ branches }, { snapshot, at }) => {
    const tried = branches.map(({ id, criteria }) => ({
      branch: id,
      criteria: evaluate(criteria, snapshot, at),
    }))
    const index = tried.findIndex(({ criteria }) => criteria === null || criteria.passed)
    const taken = tried[index]
    return taken ? { ...taken, rejected: tried.slice(0, index) } : { branch: 'else', rejected: tried }
  },
  reads: ({ branches }) => branches.flatMap(({ criteria }) => fieldsReadBy(criteria)),
})
