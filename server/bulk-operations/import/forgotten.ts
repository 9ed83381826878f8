import { hashSecret } from '../../auth/hash-secret'

/** True for the address of somebody who was erased while the import ran. */
export function isForgotten(email: string | null | undefined, forgotten: string[]): boolean {
  return forgotten.length > 0 && !!email && forgotten.includes(forgottenMark(email))
}

/** What is kept of an address that must not come back by an import that is running. */
export function forgottenMark(email: string): string {
  return hashSecret('forgotten', email)
}
