import type { ApiKeyScope } from '@/server/auth/api-key'

/** What a key may do; each includes the ones before it. */
export const scopeOptions = [
  { value: 'read', label: 'Read' },
  { value: 'write', label: 'Read and write' },
  { value: 'publish', label: 'Read, write and publish' },
] as const satisfies readonly { value: ApiKeyScope; label: string }[]

/** The name of one scope. */
export function scopeLabel(scope: ApiKeyScope): string {
  return scopeOptions.find(({ value }) => value === scope)?.label ?? scope
}
