import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import { getEnv } from '../env'
import type { ApiRoute } from './define-route'
import { problemSchema } from './problem'
import { routes } from './routes'

/** The whole API as an OpenAPI 3.1 document, from the same schemas that check requests. */
export function openApiDocument() {
  known ??= describe(routes)
  return known
}

let known: ReturnType<typeof describe> | undefined

function describe(all: ApiRoute[]) {
  const app = new OpenAPIHono()
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, such as sy_…, made under Settings, API keys.',
  })
  for (const route of all) app.openAPIRegistry.registerPath(describeRoute(route))
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Switchyard API',
      version: '1',
      description: introduction,
    },
    servers: [{ url: `${getEnv().baseUrl}/api/v1` }],
    tags: [...new Set(all.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ apiKey: [] }],
  })
}

const introduction = [
  'Send an API key with every call. Its scope says what it may do: `read`, `write` (also reads), `publish` (also writes).',
  'Lists come in pages, `{ items, next }`: send `next` as `cursor` to get the following page; null means the end.',
  'Errors are problem documents (RFC 9457).',
  'Send an `Idempotency-Key` with a POST to be safe when you repeat it: the same key and body get the first answer again, for a day.',
].join('\n\n')

function describeRoute(route: ApiRoute) {
  const { method, path, tag, summary, description, scope, status, answer, otherwise, params, query } = route
  const content = route.produces
    ? { [route.produces]: { schema: { type: 'string' as const, format: 'binary' } } }
    : answer && json(answer)
  return {
    method,
    path,
    tags: [tag],
    summary,
    description: [description, `Needs the scope \`${scope}\`.`].filter(Boolean).join('\n\n'),
    operationId: operationId(route),
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...requestBody(route),
    },
    ...(method === 'post' && { parameters: [idempotencyKey] }),
    responses: {
      [status]: { description: statusText[status], ...(content && { content }) },
      ...Object.fromEntries(
        Object.entries(otherwise).map(([code, other]) => [
          code,
          {
            description: other.description,
            content: { 'application/problem+json': { schema: other.answer } },
          },
        ]),
      ),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  }
}

function requestBody({ body, takes }: ApiRoute) {
  if (takes)
    return { body: { required: true, content: { [takes]: { schema: { type: 'string' as const } } } } }
  return body && { body: { required: true, content: json(body) } }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  schema: { type: 'string' as const, maxLength: 255 },
  description: 'Makes repeating this call safe.',
}

const statusText: Record<ApiRoute['status'], string> = {
  200: 'Done',
  201: 'Made',
  202: 'Accepted; what follows happens within a second',
  204: 'Done; there is nothing to say',
}

function json(schema: z.ZodType) {
  return { 'application/json': { schema } }
}

/** `postWorkflowsIdPublish`: unique, and stable as long as the address is. */
function operationId({ method, path }: ApiRoute): string {
  const words = path.split(/[^a-zA-Z0-9]+/).filter(Boolean)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
