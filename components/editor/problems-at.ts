import type { Problem } from '@/workflows/compile'

/** The problems of one field: at its path, or anywhere inside it when `isDeep`. */
export function problemsAt(problems: Problem[], nodeId: string, path: string, isDeep: boolean): Problem[] {
  return problems.filter(
    ({ nodeId: at, field }) =>
      at === nodeId && field !== null && (field === path || (isDeep && field.startsWith(`${path}.`))),
  )
}
