import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { currentUser } from '../auth/current-user'
import { connectDatabase } from '../db/connect'
import { AppError } from '../errors'
import { log } from '../log'
import { appRouter } from './router'

/** The door of our own pages. Expected refusals are answers; everything else is logged once, here. */
export function handleTrpc(req: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req,
    router: appRouter,
    createContext: async () => {
      await connectDatabase()
      return { user: await currentUser(req.headers), headers: req.headers }
    },
    onError: ({ error, path }) => {
      if (error.code !== 'INTERNAL_SERVER_ERROR' || error.cause instanceof AppError) return
      log.error({ err: error.cause ?? error, procedure: path }, 'a procedure failed')
    },
  })
}
