/**
 * Counts tests in vitest's JSON report. A file that could not even be read is one failure;
 * so is a run that ended badly although no test did.
 */
export function countTests(report, exitCode) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report?.testResults ?? []) {
    const tests = file.assertionResults.map((test) => test.status)
    for (const status of tests) counts[status === 'passed' || status === 'failed' ? status : 'skipped']++
    if (file.status === 'failed' && !tests.includes('failed')) counts.failed++
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

/** The last line that `npm test` prints. */
export function totalsLine(all) {
  const sum = (kind) => all.reduce((total, counts) => total + counts[kind], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`
}
