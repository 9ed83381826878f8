import type { GuardedUpdate } from './update-together'

/**
 * What an update makes of the values that it finds, by path, as the database's operators would.
 * @returns null when that cannot be said beforehand, such as of a number that is added to a text
 */
export function valuesAfter({
  update,
  found,
}: Pick<GuardedUpdate, 'update' | 'found'>): Map<string, unknown> | null {
  const values = new Map<string, unknown>(Object.entries(update.$set ?? {}))
  for (const [path, by] of Object.entries(update.$inc ?? {})) {
    const value = found.get(path)
    if (typeof value !== 'number') return null
    values.set(path, value + by)
  }
  for (const [path, { $each }] of Object.entries(update.$addToSet ?? {})) {
    const value = found.get(path)
    if (!Array.isArray(value)) return null
    values.set(path, [...new Set([...value, ...$each])])
  }
  for (const [path, removed] of Object.entries(update.$pullAll ?? {})) {
    const value = found.get(path)
    if (!Array.isArray(value)) return null
    values.set(
      path,
      value.filter((item) => !removed.includes(item)),
    )
  }
  const isPlain = [...values.keys()].every((path) => /^[^.$]+(\.[^.$]+)?$/.test(path))
  return isPlain ? values : null
}
