/** One line of a process as a person reads it: a JSON log line becomes its message, then its fields. */
export function readableLine(line: string): string {
  if (!line.startsWith('{')) return line
  try {
    const { level, time, msg, err, ...fields } = JSON.parse(line)
    if (typeof level !== 'number') return line
    const rest = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    const mark = level >= 50 ? 'error:' : level >= 40 ? 'warning:' : undefined
    return [mark, msg ?? '', ...rest, err?.message].filter(Boolean).join(' ')
  } catch {
    return line
  }
}
