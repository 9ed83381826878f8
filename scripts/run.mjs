// Runs one TypeScript file of the project in this process: node scripts/run.mjs server/worker.ts
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode } from './check-node.mjs'
import { setMode } from './set-mode.mjs'
import { whenNpmIsGone } from './when-npm-is-gone.mjs'

checkNode()
process.chdir(resolve(import.meta.dirname, '..'))
if (!existsSync('node_modules/tsx'))
  await end('Some packages are missing. Run `npm ci`, or `npm start`, which does everything.')
setMode()

if (process.connected) {
  // Ctrl-C reaches the whole group; the supervisor ends its processes in an order in which nothing is lost.
  process.on('SIGINT', () => {})
  process.once('disconnect', stop)
  // Listening to the supervisor is no reason to stay when the work is done.
  process.channel.unref()
} else whenNpmIsGone(stop)

const file = process.argv[2]
if (!file) await end('Say which file to run: node scripts/run.mjs server/web.ts')
try {
  await import('tsx')
  await import(pathToFileURL(resolve(file)).href)
} catch (error) {
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  await end(error?.userMessage ?? `${error?.message ?? error} (LOG_LEVEL=debug shows where)`)
}

function stop() {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 10_000).unref()
}

async function end(text) {
  if (process.connected) await new Promise((sent) => process.send({ failed: text }, sent))
  else console.error(text)
  process.exit(1)
}
