import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import type { FunctionInput } from '../function-input'
import { runInSandbox } from './run-in-sandbox'

vi.stubEnv('SANDBOX_CANARY', 'canary-of-the-environment')

const at = new Date(0)
const input: FunctionInput = {
  prospect: {
    id: 'p',
    ...emptyProspect,
    firstName: 'Ada',
    tags: ['a'],
    lastActivityAt: null,
    createdAt: at,
    updatedAt: at,
  },
  context: { callId: 'c', workflowId: null, runId: null, nodeId: null, event: null, now: at },
}

const run = (code: string, timeoutMs = 5_000) => runInSandbox({ code, input, timeoutMs })
/** A function that answers what the expression says, as text. */
const answerOf = (expression: string) =>
  run(`export default function (prospect, context) {
    const globals = () => globalThis
    return { answer: String((() => { try { return ${expression} } catch (error) { return 'threw ' + error } })()) }
  }`)

describe('IR-17: a function', () => {
  test('gets the prospect and the context as plain values, and answers with what is to be changed', async () => {
    const outcome = await run(`export default function (prospect, context) {
      console.log('called for', prospect.firstName, [context.callId])
      console.warn({ a: 1 }, undefined, null)
      return { addTags: prospect.tags, adjustScore: 2 }
    }`)
    expect(outcome).toMatchObject({
      ok: true,
      answer: '{"addTags":["a"],"adjustScore":2}',
      logs: ['called for Ada ["c"]', '{"a":1} undefined null'],
    })
  })

  test('may be async, as long as it waits for nothing from outside', async () => {
    expect(await run('export default async () => { await null; return { adjustScore: 1 } }')).toMatchObject({
      ok: true,
    })
    expect(await run('export default () => new Promise(() => {})')).toMatchObject({
      ok: false,
      kind: 'never-ends',
    })
  })

  test('may answer nothing', async () => {
    expect(await run('export default () => {}')).toMatchObject({ ok: true, answer: 'null' })
  })

  test.each([
    ['export default () => {\n  null.x\n}', 'threw', /TypeError/, 2],
    ['export default () => {\n\n  throw new RangeError("too far")\n}', 'threw', /RangeError: too far/, 3],
    ['export default () => {\n  const x = ;\n}', 'threw', /SyntaxError/, 2],
    ['export default () => { throw "words" }', 'threw', /words/, null],
    ['export default async () => {\n  throw new Error("late")\n}', 'threw', /late/, 2],
    ['const x = 1', 'no-function', /^$/, null],
    ['export default 5', 'no-function', /^$/, null],
    ['export default () => "x".repeat(70000)', 'too-much', /7/, null],
    ['import fs from "node:fs"; export default () => 1', 'threw', /could not load/, null],
    ['export default () => { const f = () => f() + 1; return f() }', 'threw', /stack/, 1],
  ])('that fails says why and where: %s', async (code, kind, message, line) => {
    expect(await run(code)).toMatchObject({ ok: false, kind, message: expect.stringMatching(message), line })
  })

  test('keeps at most a hundred lines and 16 KiB of what it prints', async () => {
    const many = await run('export default () => { for (let i = 0; i < 500; i++) console.log(i) }')
    expect(many.logs).toHaveLength(100)
    const long = await run(
      'export default () => { for (let i = 0; i < 50; i++) console.log("x".repeat(1000)) }',
    )
    expect(long.logs.join('').length).toBeLessThanOrEqual(16_384)
  })
})

/** Ways out that are known from other sandboxes; each answers what it got hold of. */
const escapes = [
  'typeof process',
  'typeof require',
  'typeof module',
  'typeof exports',
  'typeof global',
  'typeof Buffer',
  'typeof fetch',
  'typeof XMLHttpRequest',
  'typeof WebSocket',
  'typeof Worker',
  'typeof setTimeout',
  'typeof setInterval',
  'typeof setImmediate',
  'typeof queueMicrotask',
  'typeof WebAssembly',
  'typeof SharedArrayBuffer === "undefined" ? "undefined" : typeof globalThis.process',
  'typeof Atomics === "undefined" ? "undefined" : typeof globalThis.require',
  'typeof std',
  'typeof os',
  'typeof scriptArgs',
  'typeof print',
  'typeof load',
  'typeof loadScript',
  'typeof Deno',
  'typeof Bun',
  'typeof window',
  'typeof self',
  'typeof document',
  'typeof importScripts',
  'typeof parentPort',
  'typeof workerData',
  'typeof vm',
  'typeof runtime',
  'typeof __dirname',
  'typeof __filename',
  'typeof globalThis.process',
  'globalThis.constructor.constructor("return typeof process")()',
  'Function("return typeof process")()',
  'new Function("return typeof require")()',
  '(0, eval)("typeof process")',
  'eval("typeof require")',
  'globals().process',
  '(function () { return typeof this })()',
  '(function () { return this })()',
  'this',
  'console.log.constructor("return typeof process")()',
  'console.log.constructor.constructor("return typeof require")()',
  '(() => {}).constructor("return typeof process")()',
  '(async () => {}).constructor("return typeof process")().constructor.name && typeof globalThis.process',
  '(function* () {}).constructor("yield typeof process")().next().value',
  '[].constructor.constructor("return typeof process")()',
  '"".constructor.constructor("return typeof process")()',
  '({}).constructor.constructor("return typeof process")()',
  'prospect.constructor.constructor("return typeof process")()',
  'context.constructor.constructor("return typeof process")()',
  'prospect.tags.constructor.constructor("return typeof process")()',
  'prospect.__proto__.constructor.constructor("return typeof process")()',
  'Object.getPrototypeOf(console.log).constructor("return typeof process")()',
  'Object.getPrototypeOf(async function () {}).constructor("return typeof process") && typeof globalThis.process',
  'Reflect.construct(Function, ["return typeof process"])()',
  'Reflect.get(globalThis, "process")',
  'Reflect.ownKeys(globalThis).filter((key) => /process|require|fetch|worker|std|os$/i.test(String(key))).join() || "undefined"',
  'new Proxy(console.log, {}).constructor("return typeof process")()',
  'console.log.caller',
  'console.log.apply.constructor("return typeof process")()',
  'console.log.call(null, globalThis)',
  'typeof console._stdout',
  'typeof console.Console',
  'new Error().stack.includes("node:") ? "leak" : "undefined"',
  'Error.prepareStackTrace = (e, frames) => frames && frames[0] && frames[0].getThis ? frames[0].getThis().process : undefined, new Error().stack, typeof globalThis.process',
  'Error.captureStackTrace ? typeof globalThis.process : "undefined"',
  '(() => { try { null.x } catch (e) { return e.constructor.constructor("return typeof process")() } })()',
  '(() => { try { (function f() { f() })() } catch (e) { return e.constructor.constructor("return typeof process")() } })()',
  '(() => { try { console.log({ toString() { throw globalThis } }) } catch (e) { return typeof e.process } })()',
  '(() => { let got; console.log({ toJSON() { got = this.process; return 1 } }); return got })()',
  'Object.prototype.__defineGetter__.call(globalThis, "zz", () => 1), typeof globalThis.process',
  'Symbol.for("nodejs.util.inspect.custom") in globalThis ? "leak" : "undefined"',
  'globalThis[Symbol.for("nodejs.util.promisify.custom")]',
  'typeof import.meta.url === "string" && import.meta.url.startsWith("file:") ? "leak" : "undefined"',
  'typeof import.meta.dirname',
  'typeof import.meta.resolve',
  'new Date().constructor.constructor("return typeof process")()',
  'JSON.stringify.constructor("return typeof process")()',
  'new (class extends Function {})("return typeof process")()',
  'Array.from({ length: 1 }, Function.bind(null, "return typeof process"))[0]()',
  '`${Function`return typeof process``' + '`}`',
  'new WeakRef(globalThis).deref().process',
  '[..."x"].map.constructor("return typeof process")()',
]

describe('user functions: nothing of the host is within reach', () => {
  test('there are at least 80 tries', () => expect(escapes.length).toBeGreaterThanOrEqual(80))

  test.each(escapes)('%s', async (snippet) => {
    const outcome = await answerOf(snippet)
    const text = outcome.ok ? outcome.answer : `${outcome.kind} ${outcome.message}`
    expect(text).not.toContain('canary')
    expect(text).not.toContain('leak')
    expect(text).toMatch(
      /^\{"answer":"(undefined|null|false|\[object Object\]|object|threw [^"]*(not defined|not a function|undefined|null|not supported|invalid|cannot|no setter|read-only|TypeError|SyntaxError|ReferenceError)[^"]*)?"\}$|^threw (SyntaxError|ReferenceError|TypeError)/,
    )
  })

  test.each([
    'node:fs',
    'fs',
    './sandbox-worker.mjs',
    '/etc/passwd',
    'file:///etc/passwd',
    'data:text/javascript,1',
    'std',
    'os',
  ])('import(%j) finds nothing', async (specifier) => {
    const outcome = await run(
      `export default async () => { const it = await import(${JSON.stringify(specifier)}); return { got: Object.keys(it) } }`,
    )
    expect(outcome).toMatchObject({ ok: false })
  })

  test('what one function leaves behind, the next one does not find', async () => {
    await run(
      'globalThis.left = 1; Object.prototype.left = 1; JSON.parse = () => ({ evil: 1 }); Array.prototype.map = null; export default () => ({})',
    )
    expect(
      await run('export default (p) => ({ left: typeof left + typeof {}.left, name: p.firstName })'),
    ).toMatchObject({
      answer: '{"left":"undefinedundefined","name":"Ada"}',
    })
  })

  test('a function that changes JSON or Object changes what it is given and answers no more than itself', async () => {
    const outcome = await run(`
      JSON.stringify = () => '"evil"'; JSON.parse = () => 'evil'
      Object.prototype.toJSON = function () { return this }
      export default (p) => ({ addTags: [p.firstName] })`)
    expect(outcome).toMatchObject({ ok: true, answer: '{"addTags":["Ada"]}' })
  })
})

describe('limits', () => {
  /** Ticks of this thread while functions misbehave in theirs. */
  let ticks = 0
  let ticking: NodeJS.Timeout
  beforeAll(() => {
    ticking = setInterval(() => {
      ticks += 1
    }, 20)
  })
  afterAll(() => clearInterval(ticking))

  test.each([
    ['an endless loop', 'export default () => { for (;;); }'],
    ['an endless loop outside of the function', 'for (;;); export default () => {}'],
    ['endless promises', 'export default async () => { for (;;) await null }'],
    ['an endless getter in the answer', 'export default () => ({ get addTags() { for (;;); } })'],
    ['an endless toJSON', 'export default () => ({ toJSON() { for (;;); } })'],
    ['a loop that catches its own end', 'export default () => { for (;;) { try { for (;;); } catch {} } }'],
    ['a slow pattern', 'export default () => { /^(a+)+$/.test("a".repeat(40) + "b") }'],
    ['a slow sort', 'export default () => { for (;;) Array.from({ length: 1e4 }, (_, i) => -i).sort() }'],
  ])('time: %s is ended, and this process goes on', async (_what, code) => {
    const before = ticks
    const startedAt = performance.now()
    expect(await run(code, 300)).toMatchObject({ ok: false, kind: 'timeout' })
    expect(performance.now() - startedAt).toBeLessThan(20_000)
    expect(ticks).toBeGreaterThan(before)
  })

  test.each([
    ['objects', 'export default () => { const a = []; for (;;) a.push({ a: [1, 2, 3] }) }'],
    ['text', 'export default () => { let s = "x"; for (;;) s += s }'],
    ['a buffer', 'export default () => { new ArrayBuffer(1e9) }'],
    ['many buffers', 'export default () => { const a = []; for (;;) a.push(new Uint8Array(1e6)) }'],
    ['an array', 'export default () => { new Array(1e9).fill(1) }'],
    ['closures', 'export default () => { let f = () => 1; for (;;) { const g = f; f = () => g } }'],
  ])('memory: a bomb of %s leaves its neighbours alone', async (_what, code) => {
    const [bomb, neighbour] = await Promise.all([
      run(code, 2_000),
      run('export default () => ({ adjustScore: 1 })', 5_000),
    ])
    expect(bomb.ok).toBe(false)
    expect(neighbour).toMatchObject({ ok: true, answer: '{"adjustScore":1}' })
    expect(process.memoryUsage().rss / 1024 ** 2).toBeLessThan(800)
  })
})
