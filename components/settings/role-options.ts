import type { Role } from '@/server/auth/roles'

/** What a person may do, from least to most. */
export const roleOptions = [
  { value: 'viewer', label: 'Viewer' },
  { value: 'marketer', label: 'Marketer' },
  { value: 'admin', label: 'Admin' },
] as const satisfies readonly { value: Role; label: string }[]
