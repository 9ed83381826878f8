import { type ProspectField, prospectFields } from '@/workflows/prospect-fields'
import { Fields } from './field'
import { type FieldRecord, toFieldRecord } from './field-record'

/** A workspace with more than this many has another problem. */
const MOST = 1000

/** Every field criteria and actions can name: the standard ones, then the workspace's own. */
export async function listFields(): Promise<ProspectField[]> {
  const custom = await Fields.find({ archivedAt: null }).sort({ _id: 1 }).limit(MOST).lean()
  return prospectFields(
    custom.map(({ _id, label, type, options }) => ({
      key: _id,
      label,
      type,
      ...(type === 'choice' && {
        options: (options ?? []).map((value) => ({ value, label: value })),
      }),
    })),
  )
}

/** The workspace's own fields, the archived ones included, by key. */
export async function listCustomFields(): Promise<FieldRecord[]> {
  const fields = await Fields.find().sort({ _id: 1 }).limit(MOST).lean()
  return fields.map(toFieldRecord)
}
