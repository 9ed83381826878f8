// Runs one function in a JavaScript engine of its own (QuickJS, compiled to WebAssembly), in a thread of its own.
// Plain JavaScript, since threads are started without our loader. Inside there is the language and `console`,
// nothing of Node and nothing of this file: values go in and out as JSON text.
import { parentPort, workerData } from 'node:worker_threads'
import { newQuickJSWASMModule, newVariant, RELEASE_SYNC } from 'quickjs-emscripten'

const FILE = 'function.js'
/** What the engine begins with, 16 MiB. */
const START_PAGES = 256
const PAGE_BYTES = 65_536
const STACK_BYTES = 256 * 1024
const MOST_LOG_LINES = 100
const MOST_LOG_CHARACTERS = 16_384

const { code, input, timeoutMs, memoryBytes, mostAnswerCharacters } = workerData
const logs = []
let logged = 0

// The engine's own limit does not see what stands behind buffers; what it runs in ends there.
const wasmMemory = new WebAssembly.Memory({
  initial: START_PAGES,
  maximum: START_PAGES + 2 * (memoryBytes / PAGE_BYTES),
})
const quickJs = await newQuickJSWASMModule(newVariant(RELEASE_SYNC, { wasmMemory }))
parentPort.postMessage('started')
const startedAt = performance.now()
let isLate = false
const runtime = quickJs.newRuntime()
runtime.setMemoryLimit(memoryBytes)
runtime.setMaxStackSize(STACK_BYTES)
runtime.setInterruptHandler(() => {
  isLate ||= performance.now() - startedAt > timeoutMs
  return isLate
})
const vm = runtime.newContext()

let outcome
try {
  outcome = run()
} catch (error) {
  // The engine itself gave up, as it does when memory ends in the wrong moment.
  outcome = failed(isLate ? 'timeout' : 'memory', { message: String(error?.message ?? error) })
}
// Nothing is given back: the thread ends, and its memory with it.
parentPort.postMessage({ ...outcome, logs, durationMs: Math.round(performance.now() - startedAt) })

function run() {
  giveConsole()
  // Taken before the function's own code could exchange them.
  const parse = vm.unwrapResult(vm.evalCode('JSON.parse'))
  const stringify = vm.unwrapResult(vm.evalCode('JSON.stringify'))
  const args = ['prospect', 'context'].map((name) =>
    vm.unwrapResult(vm.callFunction(parse, vm.undefined, vm.newString(JSON.stringify(input[name])))),
  )
  const module = settled(vm.evalCode(code, FILE, { type: 'module', strict: true }))
  if (module.error) return module
  const main = vm.getProp(module.value, 'default')
  if (vm.typeof(main) !== 'function') return failed('no-function', { message: '' })
  const answer = settled(vm.callFunction(main, vm.undefined, ...args))
  if (answer.error) return answer
  const text = settled(vm.callFunction(stringify, vm.undefined, answer.value))
  if (text.error) return text
  return output(text.value)
}

function output(handle) {
  if (vm.typeof(handle) === 'undefined') return { ok: true, answer: 'null' }
  const length = vm.getNumber(vm.getProp(handle, 'length'))
  if (length > mostAnswerCharacters) return failed('too-much', { message: String(length) })
  return { ok: true, answer: vm.getString(handle) }
}

/** The value of what was evaluated, waited for when it is a promise. */
function settled(result) {
  if (result.error) return thrown(result.error)
  const jobs = runtime.executePendingJobs()
  if (jobs.error) return thrown(jobs.error)
  const state = vm.getPromiseState(result.value)
  if (state.type === 'pending') return failed('never-ends', { message: '' })
  if (state.type === 'rejected') return thrown(state.error)
  return { value: state.value }
}

function thrown(handle) {
  if (isLate) return failed('timeout', { message: '' })
  const error = vm.dump(handle)
  const isError = typeof error === 'object' && error !== null
  const message = isError ? `${error.name ?? 'Error'}: ${error.message ?? ''}` : String(error)
  if (isError && /out of memory/.test(message)) return failed('memory', { message })
  if (error === null) return failed('memory', { message: 'out of memory' })
  return failed('threw', { message, stack: isError ? String(error.stack ?? '') : '' })
}

function failed(kind, { message, stack = '' }) {
  const [, line, column] = new RegExp(`${FILE.replace('.', '\\.')}:(\\d+)(?::(\\d+))?`).exec(stack) ?? []
  return {
    ok: false,
    error: true,
    kind,
    message: message.slice(0, 1_000),
    line: line ? Number(line) : null,
    column: column ? Number(column) : null,
  }
}

/** `console.log` and its kin: lines that are kept beside the answer. */
function giveConsole() {
  const print = vm.newFunction('print', (text) => {
    const line = vm.getString(text)
    if (logs.length >= MOST_LOG_LINES || logged >= MOST_LOG_CHARACTERS) return
    logs.push(line.slice(0, MOST_LOG_CHARACTERS - logged))
    logged += line.length
  })
  const make = vm.unwrapResult(
    vm.evalCode(`(print) => {
      const { stringify } = JSON
      const show = (value) => {
        if (typeof value === 'string') return value
        if (value instanceof Error) return String(value)
        try { return stringify(value) ?? String(value) } catch { return String(value) }
      }
      const log = (...values) => { print(values.map(show).join(' ').slice(0, ${MOST_LOG_CHARACTERS})) }
      globalThis.console = { log, info: log, warn: log, error: log, debug: log }
    }`),
  )
  vm.unwrapResult(vm.callFunction(make, vm.undefined, print))
}
