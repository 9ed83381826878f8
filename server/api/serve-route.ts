import type { Context } from 'hono'
import { connectDatabase } from '../db/connect'
import { AppError } from '../errors'
import { log } from '../log'
import { authenticate } from './authenticate'
import type { ApiRoute, RouteResult } from './define-route'
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
  const body = await readBody(route, req.raw)
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
  const request = `${req.path}\n${body}`
  return idempotently({
    key,
    keyId: actor.keyId,
    request,
    work: () => run().catch((e) => problemAnswer(e, route)),
  })
}

/** Like a stored answer; what is not JSON may be bytes. */
type Answered = Omit<StoredAnswer, 'body'> & { body: string | Uint8Array<ArrayBuffer> }

function asRaw({ status, headers = {}, body }: RouteResult): Answered {
  // Only a `RawAnswer` comes from a route that says what it produces.
  return { status, headers, body: body as Answered['body'] }
}

async function readBody(route: ApiRoute, request: Request): Promise<string> {
  if (!route.body && route.method !== 'post') return ''
  const length = Number(request.headers.get('content-length') ?? 0)
  const tooLarge = new InvalidRequest('too-large', `Send at most ${mostBytes / 1_000_000} MB.`)
  if (length > mostBytes) throw tooLarge
  const text = await request.text()
  if (text.length > mostBytes) throw tooLarge
  return text
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
