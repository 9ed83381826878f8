import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { startProcess } from '@/server/supervisor/start-process'
import { commandsEach, countCommands } from './count-commands'
import { cpuSeconds } from './cpu-time'

/**
 * What an instance costs that has nothing to do: processor time of each process, and what the database is asked, first
 * of the database alone, then with a worker, then with a web process too (without pages, which nobody looks at).
 *
 *   npm run bench:idle -- [--seconds 30]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { seconds: { type: 'string', default: '30' } },
})
const seconds = Number(values.seconds)
/** What starting left behind is not what idling costs. */
const SETTLE_MS = 10_000

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-idle-'))
const env = { DATA_DIR: dataDir, MONGODB_URI: '', PORT: '0', PAGES: '0', DEMO: '1', LOG_LEVEL: 'warn' }
Object.assign(process.env, env, { ALLOW_EMBEDDED: '1', NODE_ENV: 'production' })

const database = await startDatabase(dataDir)
await connectDatabase(database.uri)
await startProcess({ name: 'prepare', file: 'server/prepare.ts', env }).exited
const pids = new Map([['database', database.process?.pid ?? 0]])

await measure('database alone')
const worker = await begin('worker')
await measure('and a worker')
const web = await begin('web')
await measure('and a web process')

await Promise.all([worker.stop(), web.stop()])
await disconnectDatabase()
await database.stop()
rmSync(dataDir, { recursive: true, force: true })
process.exit()

async function begin(name: 'worker' | 'web') {
  const started = startProcess({ name, file: `server/${name}.ts`, env, onLine: console.log })
  await started.ready
  pids.set(name, started.pid ?? 0)
  return started
}

async function measure(what: string): Promise<void> {
  await pause(SETTLE_MS)
  const before = { cpu: usedNow(), commands: await countCommands() }
  await pause(seconds * 1_000)
  const cpu = usedNow()
  const shares = [...cpu].map(([name, used]) => {
    const share = ((used - (before.cpu.get(name) ?? 0)) / seconds) * 100
    return `${name} ${share.toFixed(2)} % of a core`
  })
  const { total, ...each } = commandsEach(before.commands, await countCommands(), seconds)
  console.log(`${what.padEnd(18)} ${shares.join(', ')}; ${total} commands a second ${JSON.stringify(each)}`)
}

function usedNow(): Map<string, number> {
  return new Map([...pids].map(([name, pid]) => [name, cpuSeconds(pid)]))
}
