import { hasNewEvents } from '../runs/plan-lane'
import { now } from './clock'
import { joinPlanners, leavePlanners, workersPlanning } from './share-of-lanes'

/** How long an event waits before those who plan get help. */
const LATE_MS = 250

/**
 * Makes this worker one of those who plan, when it is needed. A round costs much the same however few events are in it,
 * so whoever plans already goes on alone for as long as nothing waits for long; of several who begin at once, the
 * first does.
 *
 * @returns whether it is one of them now
 */
export async function takePart(owner: string): Promise<boolean> {
  const isAlone = (await workersPlanning()).length === 0
  if (isAlone) {
    await joinPlanners(owner)
    if ((await workersPlanning())[0] === owner) return true
  }
  const isLate = await hasNewEvents(new Date(now().getTime() - LATE_MS))
  if (isLate) await joinPlanners(owner)
  else if (isAlone) await leavePlanners(owner)
  return isLate
}
