/** From least to most: a viewer reads, a marketer edits and enrols, an admin also publishes and keeps users and keys. */
export const roles = ['viewer', 'marketer', 'admin'] as const
export type Role = (typeof roles)[number]

/** True when `role` may do what needs `needed`. */
export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/** The role in stored text; whatever is not a role may only look. */
export function readRole(text: string | null | undefined): Role {
  return roles.find((role) => role === text) ?? 'viewer'
}
