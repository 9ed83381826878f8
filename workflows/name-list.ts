/** “A”, “A or B”, “A, B or C”: names for ids in a sentence; what is unknown is called missing. */
export function nameList(ids: string[], known: { id: string; name: string }[], joiner = 'or'): string {
  const names = ids.map((id) => `“${known.find((entry) => entry.id === id)?.name ?? 'missing'}”`)
  return joinNames(names, joiner)
}

/** Joins names with commas and one joining word before the last. */
export function joinNames(names: string[], joiner = 'and'): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${joiner} ${last}`
}
