/** How outcomes of rows and prospects are called, in the order in which they are told. */
const labels: Record<string, string> = {
  created: 'new',
  changed: 'changed',
  updated: 'updated',
  exported: 'exported',
  unchanged: 'unchanged',
  skipped: 'left alone',
  repeated: 'repeated in the file',
  erased: 'erased meanwhile',
  failed: 'not imported',
}

/** “380 changed · 32 unchanged”; empty while nothing has been counted. */
export function outcomeSentence(counts: Record<string, number>): string {
  return Object.entries(labels)
    .flatMap(([outcome, label]) => {
      const count = counts[outcome] ?? 0
      return count > 0 ? [`${count.toLocaleString('en')} ${label}`] : []
    })
    .join(' · ')
}
