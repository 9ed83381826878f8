import { Hono } from 'hono'
import type { ApiRoute } from './define-route'
import { openApiDocument } from './open-api-document'
import { problem, problemResponse } from './problem'
import { referencePage } from './reference/reference-page'
import { routes } from './routes'
import { serveRoute } from './serve-route'

/** The REST API: everything below `/api/v1`. */
export const api = makeApi(routes)

function makeApi(all: ApiRoute[]): Hono {
  const app = new Hono().basePath('/api/v1')
  app.get('/openapi.json', (context) => context.json(openApiDocument()))
  app.get('/docs', (context) => context.html(referencePage(openApiDocument())))
  for (const route of all) {
    app.on(route.method.toUpperCase(), honoPath(route.path), (context) => serveRoute(route, context))
  }
  app.notFound(({ req }) => nothingHere(all, req.method, req.path.replace(/^\/api\/v1/, '')))
  return app
}

/** An unknown address, or a known one that does not take this method. */
function nothingHere(all: ApiRoute[], method: string, path: string): Response {
  const allowed = all
    .filter((route) => pathPattern(route.path).test(path))
    .map((route) => route.method.toUpperCase())
  if (!allowed.length)
    return problemResponse(
      problem('not-found', 'There is nothing at this address. The reference is at /api/v1/docs.'),
    )
  const detail = `This address does not take ${method}. It takes ${allowed.join(', ')}.`
  return problemResponse(problem('method-not-allowed', detail), { allow: allowed.join(', ') })
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`)
}
