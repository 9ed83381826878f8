// Prints the totals of several runs as one line: node scripts/add-totals.mjs <what one printed> <what another printed>
import { readFileSync } from 'node:fs'
import { totalsLine } from './count-tests.mjs'

const counts = process.argv.slice(2).map(lastTotals)
console.log(`\n${totalsLine(counts)}`)
process.exit(counts.some(({ failed }) => failed > 0) ? 1 : 0)

/** A run that ended without totals failed once. */
function lastTotals(file) {
  const lines = readFileSync(file, 'utf8').matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)
  const [, passed = 0, failed = 1, skipped = 0] = [...lines].at(-1) ?? []
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) }
}
