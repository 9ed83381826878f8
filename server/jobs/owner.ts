import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'

const separator = '|'
const living = new Set<string>()

/** A name for one worker, that others on the same machine can tell dead from alive: host, process, random. */
export function newOwner(): string {
  const owner = [hostname(), process.pid, randomBytes(6).toString('hex')].join(separator)
  living.add(owner)
  return owner
}

/** The owner of one claim: a worker may hold several leases at a time, each under its own name. */
export function newClaim(owner: string): string {
  return [owner, randomBytes(6).toString('hex')].join(separator)
}

/** A worker that has ended says so, as one that is killed cannot. */
export function endOwner(owner: string): void {
  living.delete(owner)
}

/**
 * True when the process behind a lease certainly ended, so that nobody has to wait for the lease. Only tells of
 * this machine; whoever is wrong about it (two machines of one name) loses efficiency, never correctness.
 */
export function isGone(claim: string): boolean {
  const [host, pid, nonce] = claim.split(separator)
  if (host !== hostname() || !pid) return false
  if (Number(pid) === process.pid) return !living.has([host, pid, nonce].join(separator))
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' // anything else means it lives but is not ours
  }
}
