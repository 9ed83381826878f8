import { derivedId } from '../db/new-id'

/** The id of the one lead record that a prospect can have. */
export function leadIdOf(prospectId: string): string {
  return derivedId('lead', prospectId)
}
