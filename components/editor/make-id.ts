const digits = 12

/** A new id for a node, edge, step or branch: random, so that two people drawing at once never make the same. */
export function makeId(): string {
  // Not `randomUUID`: browsers offer it on https and localhost only, and people install this on plain http too.
  const bytes = crypto.getRandomValues(new Uint8Array(digits))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')
}
