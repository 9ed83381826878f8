import { AppError } from '../errors'
import { type Prospect, Prospects } from './prospect'
import { type ProspectRecord, toProspectRecord } from './prospect-record'

/**
 * Who was merged into another prospect is answered with that one, under its own id.
 * @throws AppError 'not-found'
 */
export async function loadProspect(id: string): Promise<ProspectRecord> {
  return toProspectRecord(await findProspect(id))
}

/** The stored prospect; for who was merged into another one, that one. @throws AppError 'not-found' */
export async function findProspect(id: string): Promise<Prospect> {
  const prospect =
    (await Prospects.findOne({ _id: id }).lean()) ?? (await Prospects.findOne({ mergedFrom: id }).lean())
  if (!prospect) throw unknownProspect(id)
  return prospect
}

/** The answer to an id that no prospect has. */
export function unknownProspect(id: string): AppError {
  return new AppError('not-found', {
    message: `no prospect ${id}`,
    userMessage: 'This prospect does not exist, or was erased. Choose one from the list.',
  })
}
