import { findRows } from '../../db/find-rows'
import { type Field, Fields } from '../../prospects/field'
import { exportColumnNames, exportColumns } from './export-columns'

/** Everything that can be exported: `name` to ask for it, `label` as it stands in the header row; `type` of custom fields. */
export async function listExportColumns(): Promise<
  { name: string; label: string; type: Field['type'] | null }[]
> {
  const fields = await findRows(Fields, {}).sort({ _id: 1 }).limit(300).toArray()
  return [
    ...exportColumnNames.map((name) => ({ name, label: exportColumns[name].header, type: null })),
    ...fields.map(({ _id, label, type }) => ({ name: `fields.${_id}`, label: label || _id, type })),
  ]
}
