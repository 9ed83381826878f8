import { getEnv } from '../env'
import { signVisit } from '../tracking/visit-token'
import { loadProspect } from './load-prospect'

/**
 * A token by which a page of yours tells the tracker script who is signed in there: `switchyard('identify', token)`.
 * It is good for a day.
 * @throws AppError 'not-found'
 */
export async function createVisitToken(prospectId: string): Promise<{ token: string }> {
  const prospect = await loadProspect(prospectId)
  return { token: signVisit({ prospectId: prospect.id }, getEnv().secret) }
}
