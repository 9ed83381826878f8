import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startDatabase } from '../db/embedded/start-database'
import { AppError } from '../errors'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUri: string
  }
}

/** One engine for a whole test run. Each test file has a database of its own in it. */
export default async function startTestDatabase(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-test-'))
  const { uri, stop } = await startDatabase(dataDir).catch(endInOneLine)
  project.provide('databaseUri', uri)
  return async () => {
    await stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Without a database there is nothing to test, and a stack of ours explains nothing. */
function endInOneLine(error: unknown): never {
  console.error(error instanceof AppError ? `The tests need a database. ${error.userMessage}` : error)
  process.exit(1)
}
