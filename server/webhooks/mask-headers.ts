const secretNames = /authorization|cookie|token|secret|key|password|signature|credential|session/i
/** Ours, and no secret: it tells how the request was signed. */
const shownNames = new Set(['webhook-signature', 'idempotency-key'])

/** Headers for the log: what looks like a secret is not written down. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? '••••••' : value]),
  )
}

function isSecret(name: string): boolean {
  return secretNames.test(name) && !shownNames.has(name.toLowerCase())
}
