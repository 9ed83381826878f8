import { type ProspectField, prospectFields } from '@/workflows/prospect-fields'
import { Fields } from './field'

/** Every field criteria and actions can name: the standard ones, then the workspace's own. */
export async function listFields(): Promise<ProspectField[]> {
  const custom = await Fields.find().sort({ _id: 1 }).limit(1000).lean()
  return prospectFields(custom.map(({ _id, label, type }) => ({ key: _id, label, type })))
}
