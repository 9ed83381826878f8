import type { Context } from 'hono'
import { MOST_UPLOAD_BYTES, storeUpload, UploadTooLarge } from '../bulk-operations/files/store-upload'
import { bytesOf } from '../bulk-operations/handle-upload'
import { connectDatabase } from '../db/connect'
import { AppError } from '../errors'
import { log } from '../log'
import { type Actor, authenticate } from './authenticate'
import type { ApiRoute, RawAnswer, RouteResult } from './define-route'
import { idempotently, type StoredAnswer } from './idempotently'
import { InvalidRequest } from './invalid-request'
import { type Problem, problem, problemOf } from './problem'

const mostBytes = 2_000_000

/** The way of one request through a route: key, scope, idempotency, validation, use case, answer. */
export async function serveRoute(route: ApiRoute, context: Context): Promise<Response> {
  const answer = await answerTo(route, context).catch((error) => problemAnswer(error, route))
  const isEmpty = answer.status === 204
  return new Response(isEmpty ? null : answer.body, { status: answer.status, headers: answer.headers })
}

async function answerTo(route: ApiRoute, { req }: Context): Promise<Answered> {
  await connectDatabase()
  const actor = await authenticate(req.header('authorization') ?? null, route.scope)
  const { body, fingerprint } = await readBody(route, req.raw, actor)
  const run = async (): Promise<StoredAnswer> => {
    const result = await route.run({ params: req.param(), query: req.query(), body }, actor)
    if (result.status === 204) return { status: 204, headers: {}, body: '' }
    const type = result.status >= 400 ? 'application/problem+json' : 'application/json'
    return {
      status: result.status,
      headers: { 'content-type': type, ...result.headers },
      body: JSON.stringify(result.body),
    }
  }
  if (route.produces) return route.run({ params: req.param(), query: req.query(), body }, actor).then(asRaw)
  const key = req.header('idempotency-key')
  if (route.method !== 'post' || !key) return run()
  const request = `${req.path}\n${fingerprint}`
  return idempotently({
    key,
    keyId: actor.keyId,
    request,
    work: () => run().catch((e) => problemAnswer(e, route)),
  })
}

/** Like a stored answer; what is not JSON may be bytes, or come bit by bit. */
type Answered = Omit<StoredAnswer, 'body'> & { body: RawAnswer['body'] }

function asRaw({ status, headers = {}, body }: RouteResult): Answered {
  // Only a `RawAnswer` comes from a route that says what it produces.
  return { status, headers, body: body as Answered['body'] }
}

/** @param fingerprint what two requests have in common that ask for the same */
type Body = { body: string; fingerprint: string }

async function readBody(route: ApiRoute, request: Request, actor: Actor): Promise<Body> {
  if (route.takes) return storeBody(request, actor)
  if (!route.body && route.method !== 'post') return { body: '', fingerprint: '' }
  const length = Number(request.headers.get('content-length') ?? 0)
  if (length > mostBytes) throw tooLarge(mostBytes)
  const body = await request.text()
  if (body.length > mostBytes) throw tooLarge(mostBytes)
  return { body, fingerprint: body }
}

/** Whatever its size, a file is never in memory as a whole. */
async function storeBody(request: Request, actor: Actor): Promise<Body> {
  const length = Number(request.headers.get('content-length') ?? 0)
  if (length > MOST_UPLOAD_BYTES) throw tooLarge(MOST_UPLOAD_BYTES)
  const { searchParams } = new URL(request.url)
  const name = searchParams.get('name')?.slice(0, 200) || 'file.csv'
  try {
    const upload = await storeUpload({ body: bytesOf(request), name, ownedBy: actor.name })
    return { body: JSON.stringify(upload), fingerprint: `${searchParams}\n${upload.hash}` }
  } catch (error) {
    throw error instanceof UploadTooLarge ? tooLarge(error.mostBytes) : error
  }
}

function tooLarge(most: number): InvalidRequest {
  return new InvalidRequest('too-large', `Send at most ${most / 1_000_000} MB.`)
}

/** Refusals are answers; everything else is logged once, here, and told without how it broke. */
function problemAnswer(error: unknown, route: ApiRoute): StoredAnswer {
  const body = toProblem(error, route)
  return {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(body.status === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify(body),
  }
}

function toProblem(error: unknown, { method, path }: ApiRoute): Problem {
  if (error instanceof InvalidRequest) return error.problem
  if (error instanceof AppError) return problemOf(error)
  log.error({ err: error, route: `${method.toUpperCase()} ${path}` }, 'an API call failed')
  return problem('internal', 'Try again; if it happens again, look at the server log.')
}
