import { z } from 'zod'
import { defineBranching } from '../define-node'
import { field } from '../fields'

export const decision = defineBranching({
  type: 'decision',
  title: 'Decision',
  description: 'Takes the first branch whose criteria the prospect meets, else the branch “Else”.',
  icon: 'split',
  config: z.object({ branches: field.branches('Branches') }),
  initial: { branches: [] },
  summary: ({ branches = [] }) =>
    branches.length ? branches.map(({ name }) => name || 'Unnamed branch').join(' · ') : 'Add a branch',
  branches: ({ branches }) => branches,
})
