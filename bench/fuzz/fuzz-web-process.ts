import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { newId } from '@/server/db/new-id'
import { Links } from '@/server/links/link'
import { startProcess } from '@/server/supervisor/start-process'
import { insertProspect } from '@/server/testing/insert-prospect'
import { makeLink } from '@/server/testing/make-link'
import { OPEN, signToken, UNSUBSCRIBE } from '@/server/tracking/token'
import type { Targets } from './make-conversation'
import { type FuzzResult, runFuzz } from './run-fuzz'

const SECRET = 'fuzz keeps its tokens under this secret'

export type MemorySample = { requests: number; memory: number }

export type FuzzReport = FuzzResult & {
  seconds: number
  /** Megabytes of the web process, and when: after so many requests. From the warm-up, which does not count, to the end. */
  memory: MemorySample[]
  /** The process that answered first also answered last, and still redirects. */
  isAlive: boolean
}

/** Sends so many requests to a real web process on a database of its own; a tenth of them first, to warm up. */
export async function fuzzWebProcess({
  requests,
  seed,
  onProgress = () => {},
}: {
  requests: number
  seed: number
  onProgress?: (sent: number, memory: number) => void
}): Promise<FuzzReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-fuzz-'))
  const engine = await startDatabase(dataDir)
  await connectDatabase(engine.uri)
  await ensureIndexes()
  const targets = await makeTargets()
  const web = startProcess({ name: 'web', file: 'server/web.ts', env: envOf(dataDir), onLine: console.error })
  try {
    const port = Number(new URL((await web.ready).url ?? '').port)
    const state = () => stateOf(port)
    const { pid } = await state()
    const startedAt = performance.now()
    await runFuzz({ port, seed: seed + 1, targets, requests: requests / 10 })
    const samples: MemorySample[] = [{ requests: 0, memory: (await state()).memory }]
    const result = await runFuzz({
      port,
      seed,
      targets,
      requests,
      onProgress: async (sent) => {
        const { memory } = await state()
        samples.push({ requests: sent, memory })
        onProgress(sent, memory)
      },
    })
    const seconds = (performance.now() - startedAt) / 1000
    const end = await state()
    const answer = await fetch(`http://127.0.0.1:${port}/r/${targets.slugs[0]}`, { redirect: 'manual' })
    const isAlive = pid === end.pid && answer.status === 302
    samples.push({ requests: result.requests, memory: end.memory })
    return { ...result, seconds, memory: samples, isAlive }
  } finally {
    await web.stop()
    await disconnectDatabase()
    await engine.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function envOf(dataDir: string): Record<string, string> {
  const own = { DATA_DIR: dataDir, SECRET, PORT: '0', PAGES: '0' }
  return { ...own, MONGODB_URI: '', ALLOW_EMBEDDED: '1', LOG_LEVEL: 'fatal' }
}

async function makeTargets(): Promise<Targets> {
  const links = Array.from({ length: 50 }, (_, n) => makeLink({ slug: `fuzz-${n}` }))
  await collectionOf(Links).insertMany(links)
  const { _id: recipientId } = await insertProspect({})
  const purposes = [...links.map(({ _id }) => _id), OPEN, UNSUBSCRIBE]
  return {
    slugs: links.map(({ slug }) => slug),
    linkIds: links.map(({ _id }) => _id),
    tokens: purposes.map((purpose) => signToken({ recipientId, messageId: newId() }, purpose, SECRET)),
  }
}

async function stateOf(port: number): Promise<{ pid: number; memory: number }> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } })
  const text = await answer.text()
  const metric = (name: string) => Number(new RegExp(`^switchyard_${name} (\\S+)`, 'm').exec(text)?.[1])
  return { pid: metric('process_id'), memory: Math.round(metric('resident_memory_bytes') / 1024 / 1024) }
}
