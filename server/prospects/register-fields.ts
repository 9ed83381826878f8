import type { FieldValue } from '@/workflows/prospect-snapshot'
import { type Field, Fields } from './field'

/** Makes a field of every key that is written for the first time, so pickers and criteria can offer it. */
export async function registerFields(values: Record<string, FieldValue>): Promise<void> {
  const writes = Object.entries(values).map(([key, value]) => ({
    updateOne: {
      filter: { _id: key },
      update: { $setOnInsert: { label: labelOf(key), type: typeOf(value), createdAt: new Date() } },
      upsert: true,
    },
  }))
  if (writes.length) await Fields.bulkWrite(writes, { ordered: false })
}

function typeOf(value: FieldValue): Field['type'] {
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'boolean' : 'text'
}

/** “Company size” for `companySize` and `company_size`. */
function labelOf(key: string): string {
  const words = key
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
