/** How much of all weights a branch has, in percent with up to one decimal; 0 while nothing has a weight. */
export function shareOf(branch: Record<string, unknown>, branches: Record<string, unknown>[]): number {
  const total = branches.reduce((sum, other) => sum + weightOf(other), 0)
  return total > 0 ? Math.round((weightOf(branch) / total) * 1000) / 10 : 0
}

function weightOf({ weight }: Record<string, unknown>): number {
  return typeof weight === 'number' && weight > 0 ? weight : 0
}
