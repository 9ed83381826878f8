/** “Ada Lovelace”, else the address, else “Unknown visitor”. */
export function prospectName(person: { firstName: string; lastName: string; email: string | null }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email || 'Unknown visitor'
}
