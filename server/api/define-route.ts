import type { z } from 'zod'
import type { ApiKeyScope } from '../auth/api-key'
import type { Actor } from './authenticate'
import { type RawRequest, validate } from './validate'

/** One call of the API: what the server does, and everything its reference says. */
export type ApiRoute = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`, parameters in braces: `/prospects/{id}`. */
  path: string
  tag: string
  scope: ApiKeyScope
  summary: string
  description: string
  params: z.ZodObject | undefined
  query: z.ZodObject | undefined
  body: z.ZodType | undefined
  status: 200 | 201 | 202 | 204
  answer: z.ZodType | undefined
  /** The type of a body that is a file: it is stored as it comes in, and `body` is what became of it. */
  takes: string | undefined
  /** The type of an answer that is not JSON: a picture, a table. */
  produces: string | undefined
  /** Outcomes with an answer of their own, by status. */
  otherwise: Record<number, { description: string; answer: z.ZodType }>
  run: (request: RawRequest, actor: Actor) => Promise<RouteResult>
}

export type RouteResult = { status: number; body: unknown; headers?: Record<string, string> }

type Definition<Params, Query, Body, Answer> = {
  method: ApiRoute['method']
  path: string
  tag: string
  scope: ApiKeyScope
  summary: string
  description?: string
  params?: Params
  query?: Query
  body?: Body
  /** Default 200. */
  status?: ApiRoute['status']
  answer?: Answer
  /** For bodies that are files; `body` is then `uploadSchema`. */
  takes?: string
  /** For answers that are not JSON, given as a `RawAnswer`. */
  produces?: string
  otherwise?: ApiRoute['otherwise']
  /** Answers the body; or a result with a status of its own. */
  handle: (input: {
    params: Params extends z.ZodType ? z.output<Params> : undefined
    query: Query extends z.ZodType ? z.output<Query> : undefined
    body: Body extends z.ZodType ? z.output<Body> : undefined
    actor: Actor
  }) => Promise<Answer extends z.ZodType ? z.input<Answer> | Otherwise : RawAnswer | undefined>
  /** The address of what was made. */
  location?: (answer: Answer extends z.ZodType ? z.input<Answer> : undefined) => string
}

/** An answer with another status than the route's own. */
export class Otherwise {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {}
}

/** An answer that is not JSON, sent as it is. */
export class RawAnswer {
  constructor(
    readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** Ties a call's schemas to its handler, so that the handler gets what they let through and nothing else. */
export function defineRoute<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(definition: Definition<Params, Query, Body, Answer>): ApiRoute {
  const {
    params,
    query,
    body,
    answer,
    takes,
    produces,
    status = 200,
    description = '',
    otherwise = {},
  } = definition
  return {
    ...definition,
    description,
    params,
    query,
    body,
    answer,
    takes,
    produces,
    status,
    otherwise,
    run: async (request, actor) => {
      const input = validate(request, { params, query, body })
      // `validate` answers what these very schemas let through.
      const result = await definition.handle({ ...input, actor } as Parameters<typeof definition.handle>[0])
      if (result instanceof Otherwise) return { status: result.status, body: result.body }
      if (result instanceof RawAnswer) return { status, body: result.body, headers: rawHeaders(result) }
      const location = definition.location?.(result as never) // the same value, without the case above
      return { status, body: result, ...(location && { headers: { location } }) }
    },
  }

  function rawHeaders({ headers }: RawAnswer): Record<string, string> {
    return { 'content-type': produces ?? 'application/octet-stream', ...headers }
  }
}
