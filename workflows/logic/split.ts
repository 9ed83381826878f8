import { z } from 'zod'
import { defineBranching } from '../define-node'
import { field } from '../fields'
import { type NamedBranch, namedOutputs } from './named-outputs'
import { shareOf } from './share-of'

/** Sends each prospect down one of its branches by chance, for tests of what works better. */
export const split = defineBranching({
  type: 'split',
  title: 'Random split',
  description: 'Takes one branch at random. A branch of twice the weight is taken twice as often.',
  icon: 'shuffle',
  config: z.object({ branches: field.weightedBranches('Branches') }),
  initial: {
    branches: [
      { id: 'a', name: 'A', weight: 50 },
      { id: 'b', name: 'B', weight: 50 },
    ],
  },
  summary: ({ branches = [] }) =>
    branches.length
      ? branches
          .map((branch) => `${branch.name || 'Unnamed branch'} ${shareOf(branch, branches)} %`)
          .join(', ')
      : 'Add at least two branches',
  outputs: ({ branches }) => namedOutputs(branches, withShare),
  choose: ({ branches }, { draw }) => {
    const total = branches.reduce((sum, { weight }) => sum + weight, 0)
    let left = draw * total
    const drawn = branches.find(({ weight }) => {
      left -= weight
      return left < 0
    })
    const taken = drawn ?? branches[branches.length - 1] // sums of fractions may miss the end by a hair
    return { branch: taken?.id ?? '', share: taken ? taken.weight / total : 0 }
  },
})

/** “Short mail · 30 %”. */
function withShare(branch: NamedBranch, branches: NamedBranch[]): string {
  return `${branch.name || 'Unnamed branch'} · ${shareOf(branch, branches)} %`
}
