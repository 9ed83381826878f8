import type { KeyValue } from '@/components/ui/key-value-editor'

/** The properties of a link as lines to edit: texts as they are, everything else as JSON. */
export function toRows(properties: Record<string, unknown>): KeyValue[] {
  return Object.entries(properties).map(([key, value]) => ({
    id: key,
    key,
    value: typeof value === 'string' && readValue(value) === value ? value : JSON.stringify(value),
  }))
}

/** The lines as properties; lines without a name and a value are left out. */
export function toProperties(rows: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(rows.filter(isFilled).map(({ key, value }) => [key.trim(), readValue(value)]))
}

/** What keeps the lines from being saved, or null. */
export function rowsProblem(rows: readonly KeyValue[]): string | null {
  const keys = rows.filter(isFilled).map(({ key }) => key.trim())
  if (keys.includes('')) return 'Name every property that has a value.'
  const double = keys.find((key, index) => keys.indexOf(key) !== index)
  return double === undefined ? null : `“${double}” stands there twice. Use each name once.`
}

function isFilled({ key, value }: KeyValue): boolean {
  return key.trim() !== '' || value.trim() !== ''
}

/** Numbers, true, false and anything else that is JSON is taken as such; quotes make a text of it. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
