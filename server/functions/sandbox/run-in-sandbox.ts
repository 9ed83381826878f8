import { resolve } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { FunctionInput } from '../function-input'

export type SandboxTask = { code: string; input: FunctionInput; timeoutMs: number }

/** What came of running a function. `answer` is JSON text; `line` and `column` are places in its code, from 1. */
export type SandboxOutcome = { logs: string[]; durationMs: number } & (
  | { ok: true; answer: string }
  | { ok: false; kind: SandboxFailure; message: string; line: number | null; column: number | null }
)

export type SandboxFailure =
  | 'threw'
  | 'timeout'
  | 'memory'
  | 'too-much'
  | 'no-function'
  | 'never-ends'
  | 'crashed'

export const MEMORY_BYTES = 16 * 1024 * 1024
export const MOST_ANSWER_CHARACTERS = 64 * 1024

/** Above the engine's own limit and what it needs itself; reached only by a fault of the engine. */
const THREAD_MB = 96
/** The engine ends itself in time; a thread that does not is ended by force. */
const FORCE_AFTER_MS = 2_000
const START_MS = 30_000
const MOST_AT_A_TIME = 2

let running = 0
const waiting: (() => void)[] = []

/**
 * Runs a function apart from everything: its own engine, in its own thread, with limits on time, memory and output.
 * It can reach nothing but what it is given, whatever it does. Never throws. Two run at a time, others wait.
 */
export async function runInSandbox(task: SandboxTask): Promise<SandboxOutcome> {
  if (running >= MOST_AT_A_TIME) await new Promise<void>((turn) => waiting.push(turn))
  running += 1
  try {
    return await inThread(task)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function inThread({ code, input, timeoutMs }: SandboxTask): Promise<SandboxOutcome> {
  const startedAt = performance.now()
  const thread = startThread({
    code,
    input,
    timeoutMs,
    memoryBytes: MEMORY_BYTES,
    mostAnswerCharacters: MOST_ANSWER_CHARACTERS,
  })
  return new Promise((settle) => {
    const end = (outcome: SandboxOutcome) => {
      clearTimeout(forcing)
      settle(outcome)
      void thread.terminate()
    }
    const failed = (kind: SandboxFailure, message: string) =>
      end({
        ok: false,
        ...{ kind, message },
        line: null,
        column: null,
        logs: [],
        durationMs: Math.round(performance.now() - startedAt),
      })
    let forcing = setTimeout(() => failed('crashed', 'The sandbox did not start'), START_MS)
    thread.on('message', (said: 'started' | SandboxOutcome) => {
      if (said !== 'started') return end(said)
      clearTimeout(forcing)
      forcing = setTimeout(() => failed('timeout', ''), timeoutMs + FORCE_AFTER_MS)
    })
    thread.once('error', (error: NodeJS.ErrnoException) =>
      failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crashed', error.message),
    )
    thread.once('exit', () => failed('crashed', 'The sandbox ended without an answer'))
  })
}

/** The thread inherits neither environment nor arguments. */
function startThread(workerData: unknown): Worker {
  // Asked for at run time, since a bundler would take the thread's file for a part of its bundle.
  const threads = process.getBuiltinModule('node:worker_threads')
  const file = resolve(process.cwd(), 'server/functions/sandbox/sandbox-worker.mjs')
  return new threads.Worker(file, {
    workerData,
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_MB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  })
}
