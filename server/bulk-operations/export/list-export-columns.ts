import { findRows } from '../../db/find-rows'
import { Fields } from '../../prospects/field'
import { exportColumnNames, exportColumns } from './export-columns'

/** Everything that can be exported: `name` to ask for it, `label` as it stands in the header row. */
export async function listExportColumns(): Promise<{ name: string; label: string; isCustom: boolean }[]> {
  const fields = await findRows(Fields, {}).sort({ _id: 1 }).limit(300).toArray()
  return [
    ...exportColumnNames.map((name) => ({ name, label: exportColumns[name].header, isCustom: false })),
    ...fields.map(({ _id, label }) => ({ name: `fields.${_id}`, label: label || _id, isCustom: true })),
  ]
}
