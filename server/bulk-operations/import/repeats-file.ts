/** Where it stands which rows of an import do not count, one bit a row. */
export function repeatsFileOf(operationId: string): string {
  return `${operationId}-repeats`
}
