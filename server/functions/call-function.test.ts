import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WorkflowDocument } from '@/workflows/document/document'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { endOwner, newOwner } from '../jobs/owner'
import { enrolProspects } from '../runs/enrol-prospects'
import { crashAt } from '../testing/crash-at'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { keepScene } from '../testing/keep-scene'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { createWorkflow } from '../workflows/create-workflow'
import { publishWorkflow } from '../workflows/publish-workflow'
import { Versions } from '../workflows/version'
import { createFunction } from './create-function'
import { removeFunction } from './remove-function'
import { saveFunction } from './save-function'
import { tryFunction } from './try-function'

useTestDatabase()
afterEach(() => setClock(null))

/** Enrolled, the function, then one tag. */
function calling(functionId: string): WorkflowDocument {
  const position = { x: 0, y: 0 }
  return {
    version: 2,
    settings: { reentry: { mode: 'always' } },
    nodes: [
      { id: 'start', type: 'enrolled', name: '', config: {}, position },
      { id: 'call', type: 'run-lambda', name: '', config: { functionId, criteria: null }, position },
      { id: 'tag', type: 'add-tags', name: '', config: { tags: ['went on'], criteria: null }, position },
    ],
    edges: [
      { id: 'e1', from: 'start', output: 'next', to: 'call' },
      { id: 'e2', from: 'call', output: 'next', to: 'tag' },
    ],
  }
}

const javascript = { id: 'f', name: 'F', runtime: 'javascript' as const, target: '', timeoutMs: 5_000 }

async function callCode(code: string, values: Parameters<typeof insertProspect>[0] = {}) {
  const prospect = await insertProspect({ firstName: 'Ada', score: 10, tags: ['old'], ...values })
  const { workflowId } = await publishDocument({
    document: calling('f'),
    functions: [{ ...javascript, code }],
  })
  await enrolProspects({ id: workflowId, prospectIds: [prospect._id] })
  await workUntilIdle()
  return prospect
}

const theCall = async () => {
  const effect = await collectionOf(Effects).findOne({ kind: 'function.run' })
  if (!effect) throw new Error('nothing was called')
  return effect
}

test('IR-17: a run calls a function with the prospect and does what it answers', async () => {
  const prospect = await callCode(`export default function (prospect, context) {
    console.log(prospect.firstName, context.event.kind, context.nodeId)
    return {
      addTags: ['new'], removeTags: ['old'], adjustScore: 5,
      setFields: { lastName: prospect.firstName + '!', 'fields.seen': true },
    }
  }`)
  expect(await prospectNow(prospect._id)).toMatchObject({
    tags: expect.arrayContaining(['new', 'went on']),
    score: 15,
    lastName: 'Ada!',
    fields: { seen: true },
  })
  expect((await prospectNow(prospect._id)).tags).not.toContain('old')
  const call = await theCall()
  expect(call).toMatchObject({
    state: 'done',
    result: { ok: true, logs: ['Ada prospect.enrolled call'], error: null, durationMs: expect.any(Number) },
  })
  expect(await collectionOf(Events).findOne({ kind: 'function.returned' })).toMatchObject({
    causedBy: call._id,
    depth: 1,
    state: 'planned',
  })
})

test.each([
  ['export default () => {\n  null.x\n}', 'function-failed', /TypeError/],
  ['const x = 1', 'function-failed', /no default export/],
  ['export default () => ({ email: "x" })', 'function-failed', /“email”; only addTags/],
  ['export default () => ({ addTags: "vip" })', 'function-failed', /“addTags” does not fit/],
  ['export default () => ({ addTags: [""] })', 'function-failed', /“addTags.0”/],
  [
    'export default () => ({ setFields: { email: "x@example.com" } })',
    'function-failed',
    /not a field that a function may set/,
  ],
  ['export default () => ({ setFields: { "fields.$where": "x" } })', 'function-failed', /not a field/],
  ['export default () => ({ setFields: { __proto__: null, fx: [] } })', 'function-failed', /fx|not a field/],
  ['export default () => ({ adjustScore: NaN })', 'function-failed', /“adjustScore”/],
  ['export default () => "text"', 'function-failed', /must be an object/],
])('a function that fails changes nothing, and says why: %s', async (code, reason, message) => {
  const prospect = await callCode(code)
  expect(await theCall()).toMatchObject({
    state: 'dead',
    reason: { code: reason, message: expect.stringMatching(message) },
    result: { ok: false },
  })
  expect(await prospectNow(prospect._id)).toMatchObject({ score: 10, tags: ['old', 'went on'] })
})

test('the answer is stored before anything of it is done: whenever the worker dies, the same is done, once', async () => {
  // A function that says something else each time it is asked.
  const code = 'export default () => ({ adjustScore: 1, addTags: [String(Math.random()), "x"] })'
  const { _id } = await insertProspect({ score: 0 })
  const { workflowId } = await publishDocument({
    document: calling('f'),
    functions: [{ ...javascript, code }],
  })
  await enrolProspects({ id: workflowId, prospectIds: [_id] })
  const beginAgain = await keepScene()
  const { writes } = await crashAt(null, () => workUntilIdle())
  for (let write = 1; write <= writes; write++) {
    await beginAgain()
    const dying = newOwner()
    await crashAt({ write, when: 'after' }, () => workUntilIdle(dying))
    endOwner(dying)
    const before = (await collectionOf(Effects).findOne({ kind: 'function.run' }))?.result
    await workUntilIdle()
    const after = await theCall()
    expect(after.state).toBe('done')
    if (before) expect(after.result).toEqual(before)
    const { score, tags } = await prospectNow(_id)
    const asked = after.result?.changes.find(({ kind }) => kind === 'tags.add')?.payload
    expect(score, `died after write ${write}`).toBe(1)
    expect(tags.toSorted()).toEqual([...(asked && 'tags' in asked ? asked.tags : []), 'went on'].toSorted())
  }
})

test('a run calls the function as it was published; changed code is a reason to publish again', async () => {
  const { id, revision } = await createFunction({
    name: 'F',
    code: 'export default () => ({ adjustScore: 1 })',
    timeoutMs: 5_000,
  })
  const workflow = await createWorkflow({ name: 'W', document: calling(id) })
  const first = await publishWorkflow({ id: workflow.id }, 'ada')
  await expect(publishWorkflow({ id: workflow.id }, 'ada')).rejects.toMatchObject({ code: 'conflict' })
  await saveFunction({ id, revision, code: 'export default () => ({ adjustScore: 100 })' })
  await expect(saveFunction({ id, revision, code: '' })).rejects.toMatchObject({ code: 'conflict' })
  const [ada, bob] = [await insertProspect({}), await insertProspect({})]
  await enrolProspects({ id: workflow.id, prospectIds: [ada._id] })
  await workUntilIdle()
  const second = await publishWorkflow({ id: workflow.id }, 'ada')
  expect(second.ok && first.ok && second.hash !== first.hash).toBe(true)
  await removeFunction(id)
  await enrolProspects({ id: workflow.id, prospectIds: [bob._id] })
  await workUntilIdle()
  expect([(await prospectNow(ada._id)).score, (await prospectNow(bob._id)).score]).toEqual([1, 100])
  // A draft that calls what is gone cannot be published.
  const other = await createWorkflow({ name: 'V', document: calling(id) })
  expect(await publishWorkflow({ id: other.id }, 'ada')).toMatchObject({
    ok: false,
    problems: [{ nodeId: 'call', field: 'functionId' }],
  })
})

test('a version without functions keeps no list of them, so its hash stays what it was', async () => {
  const document = calling('f')
  document.nodes = document.nodes.filter(({ id }) => id !== 'call')
  document.edges = [{ id: 'e', from: 'start', output: 'next', to: 'tag' }]
  const workflow = await createWorkflow({ name: 'W', document })
  await publishWorkflow({ id: workflow.id }, 'ada')
  const version = await Versions.findOne({ workflowId: workflow.id }).lean()
  expect(version && 'functions' in version).toBe(false)
})

test('trying a function tells what it would do, with lines and logs, and does nothing', async () => {
  const prospect = await insertProspect({ firstName: 'Ada', score: 1 })
  const fields = { runtime: 'javascript' as const, target: '', timeoutMs: 5_000, prospectId: prospect._id }
  const code =
    'export default (p) => { console.log(p.firstName); return { adjustScore: 3, addTags: ["vip"] } }'
  expect(await tryFunction({ ...fields, code })).toMatchObject({
    ok: true,
    logs: ['Ada'],
    summaries: ['Added tag “vip”', 'Adjusted score by +3'],
  })
  expect(await tryFunction({ ...fields, code: 'export default () => {\n  nothing()\n}' })).toMatchObject({
    ok: false,
    error: { line: 2, message: expect.stringContaining('nothing') },
  })
  expect(await prospectNow(prospect._id)).toMatchObject({ score: 1, tags: [] })
  expect(await tryFunction({ ...fields, code, prospectId: null })).toMatchObject({ ok: true, logs: [''] })
})

/** Answers as AWS Lambda does. */
let lambda: Server
let asked: {
  path: string
  authorization: string
  body: { prospect: { firstName: string }; context: { callId: string } }
}[]
let answer: { status: number; headers?: Record<string, string>; body: string }

beforeEach(async () => {
  asked = []
  answer = { status: 200, body: '{"adjustScore":7}' }
  lambda = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { url: path = '', headers } = request
    asked.push({
      path,
      authorization: headers.authorization ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString()),
    })
    response
      .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      .end(answer.body)
  })
  await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve))
  const { port } = lambda.address() as AddressInfo // it listens on a port
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://127.0.0.1:${port}`)
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  lambda.closeAllConnections()
  await new Promise((resolve) => lambda.close(resolve))
})

const aws = {
  id: 'f',
  name: 'F',
  runtime: 'aws-lambda' as const,
  code: '',
  target: 'scorer:live',
  timeoutMs: 5_000,
}

async function callLambda(values: Parameters<typeof insertProspect>[0] = {}) {
  const prospect = await insertProspect({ firstName: 'Ada', score: 10, ...values })
  const { workflowId } = await publishDocument({ document: calling('f'), functions: [aws] })
  await enrolProspects({ id: workflowId, prospectIds: [prospect._id] })
  await workUntilIdle()
  return prospect
}

test('IR-17: a function at AWS Lambda is invoked, signed, with the same values, and its answer is done', async () => {
  answer.headers = { 'X-Amz-Log-Result': Buffer.from('START\nhello\n').toString('base64') }
  const prospect = await callLambda()
  expect((await prospectNow(prospect._id)).score).toBe(17)
  const call = await theCall()
  expect(asked).toMatchObject([
    {
      path: '/2015-03-31/functions/scorer%3Alive/invocations',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIATEST\/\d+\/eu-central-1\/lambda/,
      ),
      body: { prospect: { firstName: 'Ada' }, context: { callId: call._id } },
    },
  ])
  expect(call.result?.logs).toEqual(['START', 'hello'])
})

test('an error of the function itself is final; an AWS that is busy is asked again with the same call id', async () => {
  answer = {
    status: 200,
    headers: { 'X-Amz-Function-Error': 'Unhandled' },
    body: '{"errorType":"KeyError","errorMessage":"no score"}',
  }
  await callLambda()
  expect(await theCall()).toMatchObject({ state: 'dead', reason: { message: 'KeyError: no score' } })

  await emptyDatabase()
  asked = []
  answer = {
    status: 429,
    headers: { 'x-amzn-ErrorType': 'TooManyRequestsException' },
    body: '{"message":"Rate Exceeded."}',
  }
  const prospect = await callLambda()
  const waiting = await theCall()
  expect(waiting).toMatchObject({ state: 'due', attempts: 1 })
  answer = { status: 200, body: '{"adjustScore":7}' }
  setClock(() => waiting.dueAt)
  await workUntilIdle()
  expect(new Set(asked.map(({ body }) => body.context.callId)).size).toBe(1)
  expect((await prospectNow(prospect._id)).score).toBe(17)
})

test.each([
  [403, 'AccessDeniedException', /AccessDenied/],
  [404, 'ResourceNotFoundException', /ResourceNotFound/],
])('%i of AWS is final and says why', async (status, type, message) => {
  answer = { status, headers: { 'x-amzn-ErrorType': type }, body: '{"Message":"no"}' }
  await callLambda()
  expect(await theCall()).toMatchObject({
    state: 'dead',
    reason: { message: expect.stringMatching(message) },
  })
})
