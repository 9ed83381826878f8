import type { PublishedFunction } from '../workflows/version'
import { readAnswer } from './function-answer'
import { timeLimitOf } from './function-fields'
import type { FunctionInput } from './function-input'
import type { FunctionResult } from './function-result'
import { invokeLambda } from './invoke-lambda'
import { runInSandbox, type SandboxFailure, type SandboxOutcome } from './sandbox/run-in-sandbox'

/** A function that can be run: as published, or as it is being written. */
export type RunnableFunction = Pick<PublishedFunction, 'runtime' | 'code' | 'target' | 'timeoutMs'>

/** What came of it, and whether trying again may help. */
export type FunctionRun = FunctionResult & { isPassing: boolean }

/** Runs a function and reads its answer. Changes nothing by itself, and never throws. */
export async function runFunction(runnable: RunnableFunction, input: FunctionInput): Promise<FunctionRun> {
  return runnable.runtime === 'javascript' ? runJavaScript(runnable, input) : callAws(runnable, input)
}

async function runJavaScript(runnable: RunnableFunction, input: FunctionInput): Promise<FunctionRun> {
  const timeoutMs = timeLimitOf(runnable)
  const outcome = await runInSandbox({ code: runnable.code, input, timeoutMs })
  const { logs, durationMs } = outcome
  if (outcome.ok) return judged(outcome.answer, logs, durationMs)
  const message = explain(outcome, timeoutMs)
  const { kind, line, column } = outcome
  return {
    ok: false,
    changes: [],
    error: { code: kind, message, line, column },
    ...{ logs, durationMs },
    at: new Date(),
    isPassing: kind === 'timeout' || kind === 'crashed',
  }
}

async function callAws(runnable: RunnableFunction, input: FunctionInput): Promise<FunctionRun> {
  const startedAt = performance.now()
  const outcome = runnable.target
    ? await invokeLambda(runnable.target, input, timeLimitOf(runnable))
    : { ok: false as const, isPassing: false, message: 'Enter the name or the ARN of the function', logs: [] }
  const durationMs = Math.round(performance.now() - startedAt)
  if (outcome.ok) return judged(outcome.answer, outcome.logs, durationMs)
  const { message, logs, isPassing } = outcome
  return { ...failed('aws', message, logs, durationMs), isPassing }
}

function judged(answer: string, logs: string[], durationMs: number): FunctionRun {
  const read = readAnswer(answer || 'null')
  if (!read.ok) return failed('bad-answer', read.message, logs, durationMs)
  return { ok: true, changes: read.changes, error: null, logs, durationMs, at: new Date(), isPassing: false }
}

function failed(code: string, message: string, logs: string[], durationMs: number): FunctionRun {
  const error = { code, message, line: null, column: null }
  return { ok: false, changes: [], error, logs, durationMs, at: new Date(), isPassing: false }
}

type Failed = Extract<SandboxOutcome, { ok: false }>

function explain({ kind, message }: Failed, timeoutMs: number): string {
  const texts: Record<SandboxFailure, string> = {
    threw: message,
    timeout: `It took longer than ${timeoutMs} ms, so it was stopped. Do less, or raise the time limit.`,
    memory: 'It needed more than 16 MB of memory, so it was stopped. Keep less at a time.',
    'too-much': 'Its answer is longer than 64 KiB. Answer only what is to be changed.',
    'no-function': 'It has no default export. Write: export default function (prospect, context) { … }',
    'never-ends': 'It waits for something that never comes. There are no timers and no network here.',
    crashed: `The sandbox failed: ${message}`,
  }
  return texts[kind]
}
