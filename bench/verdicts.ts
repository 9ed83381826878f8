import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { groupBy } from '@/server/group-by'
import { defaultSettings } from '@/server/settings/settings'
import { changeSettings } from '@/server/settings/workspace-settings'
import { checkGoals } from './sessions/goals'
import { makeMailings } from './sessions/make-sessions'
import { type ClassFigures, measure, type Share } from './sessions/measure'
import { playMailings } from './sessions/play-sessions'
import type { Half } from './sessions/session'

/**
 * P10: how well clicks are judged, on labelled sessions through the product itself, beside isbot alone and Mautic's two
 * of three.
 *
 *   npm run bench:verdicts -- [--half held-out|tuning] [--seed 1] [--per-class 60] [--misses]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    half: { type: 'string', default: 'held-out' },
    seed: { type: 'string', default: '1' },
    /** Sessions of every class. */
    'per-class': { type: 'string', default: '60' },
    /** Prints a session of every class that was judged wrongly. */
    misses: { type: 'boolean', default: false },
    /** Keeps the result in results/verdicts.json, and that of other settings in a file beside it. */
    save: { type: 'boolean', default: false },
    /** The optional hold of people's clicks, in seconds (off by default). */
    'human-seconds': { type: 'string', default: '0' },
    /** And of those within a minute of the delivery (off by default). */
    'early-seconds': { type: 'string', default: '0' },
  },
})
const half: Half = values.half === 'tuning' ? 'tuning' : 'held-out'
const [seed, perClass] = [Number(values.seed), Number(values['per-class'])]
const hold = {
  ...defaultSettings.hold,
  humanSeconds: Number(values['human-seconds']),
  earlySeconds: Number(values['early-seconds']),
}

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
Object.assign(process.env, { DATA_DIR: dataDir, LOG_LEVEL: 'warn', MONGODB_URI: '', ALLOW_EMBEDDED: '1' })
const engine = await startDatabase(dataDir)
try {
  await connectDatabase(engine.uri)
  await ensureIndexes()
  await measureAll()
} finally {
  await disconnectDatabase()
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()

async function measureAll(): Promise<void> {
  const started = performance.now()
  await changeSettings({ hold })
  const sessions = await playMailings(makeMailings({ half, seed, perClass }))
  const seconds = Math.round((performance.now() - started) / 1000)
  const requests = sessions.reduce((sum, session) => sum + session.requests.length, 0)
  const { classes, groups } = measure(sessions)
  const reached = checkGoals(groups)
  console.log(
    `\nVerdicts on ${half} sessions, seed ${seed}: ${sessions.length} sessions, ${requests} requests, ${seconds} s`,
  )
  printPeople(classes, groups)
  printPrograms(classes, groups)
  for (const { what, least, percent, isReached } of reached)
    console.log(`P10 ${what}: ${percent} % (goal ${least} %) ${isReached ? 'reached' : 'MISSED'}`)
  if (values.misses) printMisses(sessions)
  if (values.save)
    writeFileSync(
      new URL(`results/${fileName()}.json`, import.meta.url),
      `${JSON.stringify({ half, seed, perClass, hold, sessions: sessions.length, requests, goals: reached, groups, classes }, null, 2)}\n`,
    )
}

function fileName(): string {
  const { humanSeconds, earlySeconds } = hold
  return `verdicts${humanSeconds ? `-human-${humanSeconds}` : ''}${earlySeconds ? `-early-${earlySeconds}` : ''}`
}

function printPeople(classes: ClassFigures[], groups: ClassFigures[]): void {
  console.log('\nSessions with a person: every click of theirs …')
  const header = ['', 'sessions', 'acted', '95 %', 'at once', 'counted', 'held p99', 'isbot', 'Mautic']
  const row = ({ class: name, people }: ClassFigures) =>
    people
      ? [
          [
            name,
            people.acted.of,
            people.acted.percent,
            interval(people.acted),
            people.atOnce.percent,
            people.counted.percent,
            `${people.delay.p99} s`,
            people.isbotAlone.percent,
            people.mautic.percent,
          ],
        ]
      : []
  print([
    header,
    ...classes.flatMap(row),
    ...groups.flatMap((group) => row({ ...group, class: `= ${group.class}` })),
  ])
}

function printPrograms(classes: ClassFigures[], groups: ClassFigures[]): void {
  console.log('\nSessions with a program: every click of it …')
  const header = ['', 'sessions', 'recognised', '95 %', 'stopped', '95 %', 'of clicks', 'isbot', 'Mautic']
  const row = ({ class: name, programs }: ClassFigures) =>
    programs
      ? [
          [
            name,
            programs.recognised.of,
            programs.recognised.percent,
            interval(programs.recognised),
            programs.stopped.percent,
            interval(programs.stopped),
            programs.clicksStopped.percent,
            programs.isbotAlone.percent,
            programs.mautic.percent,
          ],
        ]
      : []
  print([
    header,
    ...classes.flatMap(row),
    ...groups.flatMap((group) => row({ ...group, class: `= ${group.class}` })),
  ])
}

function interval({ from, to }: Share): string {
  return `${from}–${to}`
}

function print(rows: (string | number)[][]): void {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => String(row[n]).length)))
  for (const row of rows)
    console.log(
      row
        .map((cell, n) =>
          n === 0 ? String(cell).padEnd(widths[n] ?? 0) : String(cell).padStart(widths[n] ?? 0),
        )
        .join('  '),
    )
}

function printMisses(sessions: Awaited<ReturnType<typeof playMailings>>): void {
  const isMissed = (request: (typeof sessions)[number]['requests'][number]) =>
    request.by === 'person'
      ? request.fate !== 'at once'
      : request.fate === 'at once' || request.fate === 'after a hold' || request.verdict === 'human'
  for (const [name, of] of groupBy(sessions, (session) => session.class)) {
    const missed = of.filter(({ requests }) => requests.some(isMissed))
    console.log(`\n${name}: ${missed.length} of ${of.length}`)
    for (const { requests } of missed.slice(0, 2))
      for (const { afterMs, by, method, target, ip, fate, verdict, headers, reasons } of requests)
        console.log(
          ' ',
          afterMs,
          by,
          method,
          target,
          ip,
          fate,
          verdict,
          headers['user-agent']?.slice(-50),
          reasons.join(' | '),
        )
  }
}
