import { z } from 'zod'
import { findRows } from '../../db/find-rows'
import { clickFiguresSchema } from '../click-figures'
import { findProspect } from '../load-prospect'
import { idsOf } from '../merge/where-merged'
import { personFigures } from '../person-figures'
import { prospectRecordSchema, toProspectRecord } from '../prospect-record'
import { personalData } from './personal-data'

/** Everything that is stored about one person, for them (GDPR, article 15 and 20). */
export const personExportSchema = z.object({
  format: z.literal('switchyard-person/1'),
  exportedAt: z.date(),
  prospect: prospectRecordSchema,
  /** Ids under which the person is known: of the prospect, of those merged into it, and of their browsers. */
  knownAs: z.object({ ids: z.array(z.string()), visitorIds: z.array(z.string()) }),
  figures: clickFiguresSchema,
  /** What is recorded of them, by the name of the collection, as it is stored. */
  data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
})
export type PersonExport = z.infer<typeof personExportSchema>

/**
 * Everything that is stored about a person, as one document. What is only of use to us, such as leases, is left out.
 * @throws AppError 'not-found'
 */
export async function exportPerson(id: string): Promise<PersonExport> {
  const prospect = await findProspect(id)
  const knownAs = { ids: idsOf(prospect), visitorIds: prospect.visitorIds }
  const [figures, collections] = await Promise.all([personFigures(prospect._id), collectData(knownAs)])
  return {
    format: 'switchyard-person/1',
    exportedAt: new Date(),
    prospect: toProspectRecord(prospect),
    knownAs,
    figures,
    data: collections,
  }
}

async function collectData(knownAs: PersonExport['knownAs']): Promise<PersonExport['data']> {
  const data: PersonExport['data'] = {}
  for (const [name, { model, theirs, without }] of Object.entries(personalData)) {
    const projection = Object.fromEntries(without.map((path) => [path, 0 as const]))
    const rows: Record<string, unknown>[] = await findRows(model, theirs(knownAs), projection, 60_000)
      .sort({ _id: 1 })
      .toArray()
    data[name] = rows
  }
  return data
}
