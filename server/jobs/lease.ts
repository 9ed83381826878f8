/** How long a claim lasts unless it is renewed, by the database's clock. */
export const LEASE_MS = 10_000

/** How long one lane is worked on at a time, so that under a steady load the others get their turn. */
export const TURN_MS = 1_000

/** Longest time the database may spend on one guarded update, so that it ends before somebody else may claim. */
export const GUARDED_UPDATE_MS = 5_000

/** Waited after a lease is over before anybody else claims: an update sent at the last moment has ended by then. */
const GRACE_MS = GUARDED_UPDATE_MS

/** Until when an effect stays guarded that was applied under a lease: longer than any lease somebody may still hold. */
export function guardedUntil(leaseUntil: Date): Date {
  return new Date(leaseUntil.getTime() + LEASE_MS + GRACE_MS)
}

/** The same for an effect of which somebody may not know yet that it is done; an expression for update pipelines. */
export const unclaimedGuardEnd = { $add: ['$$NOW', LEASE_MS + GRACE_MS] }

/** The end of a lease that begins now; an expression for update pipelines. */
export const leaseEnd = { $add: ['$$NOW', LEASE_MS] }

/** What matches rows whose `lease` nobody holds, or one of these, who are gone. */
export function isFree(gone: string[] = []) {
  const isLeft = gone.length ? [{ 'lease.owner': { $in: gone } }] : []
  return { $or: [{ lease: null }, { $expr: isOver('$lease.until') }, ...isLeft] }
}

/** True, in `$expr`, for a lease whose end and grace have passed, and for none at all. */
export function isOver(until: string) {
  return { $lt: [{ $ifNull: [until, new Date(0)] }, { $subtract: ['$$NOW', GRACE_MS] }] }
}
