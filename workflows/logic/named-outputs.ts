import { z } from 'zod'
import type { Output } from '../define-node'

const namedSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }))

/** A branch of any kind, half-filled or not. */
export type NamedBranch = z.infer<typeof namedSchema>[number]

/** One way out for each branch, labelled with its name unless told otherwise. Bears half-filled configs. */
export function namedOutputs(
  branches: unknown,
  label: (branch: NamedBranch, branches: NamedBranch[]) => string = ({ name }) => name || 'Unnamed branch',
): Output[] {
  const named = namedSchema.safeParse(branches).data ?? []
  return named.map((branch) => ({ id: branch.id, label: label(branch, named) }))
}
