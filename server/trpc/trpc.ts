import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { z } from 'zod'
import { checkOrigin } from '../auth/check-origin'
import type { CurrentUser } from '../auth/current-user'
import { hasRole, type Role } from '../auth/roles'
import { AppError } from '../errors'
import { trpcCodeOf } from './trpc-code-of'

/** What every procedure knows of its request. */
export type TrpcContext = { user: CurrentUser | null; headers: Headers }

const t = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => ({
    message: describeError(error.cause ?? error).message,
    code: shape.code,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      ...describeError(error.cause ?? error).data,
    },
  }),
})

export const router = t.router

/** Broken promises keep their own code; a change must come from our own pages. */
const doorProcedure = t.procedure.use(async ({ next, type, ctx }) => {
  if (type === 'mutation') rethrow(() => checkOrigin(ctx.headers))
  const result = await next()
  if (!result.ok && result.error.cause instanceof AppError) throw toTrpcError(result.error.cause)
  return result
})

/** For signing in and setting up only: open to everybody. */
export const publicProcedure = doorProcedure

/** Everyone with an account. */
export const viewerProcedure = procedureFor('viewer')
/** Those who draw, write and enrol. */
export const marketerProcedure = procedureFor('marketer')
/** Those who publish and keep users and keys. */
export const adminProcedure = procedureFor('admin')

function procedureFor(role: Role) {
  return doorProcedure.meta({ role }).use(({ ctx, next }) => {
    const { user } = ctx
    if (!user) throw toTrpcError(notSignedIn())
    if (!hasRole(user.role, role)) throw toTrpcError(notAllowed(role))
    return next({ ctx: { ...ctx, user } })
  })
}

function rethrow(check: () => void): void {
  try {
    check()
  } catch (error) {
    throw error instanceof AppError ? toTrpcError(error) : error
  }
}

function toTrpcError(cause: AppError): TRPCError {
  return new TRPCError({ code: trpcCodeOf[cause.code], message: cause.userMessage, cause })
}

/** What a page may learn of an error: what to do next, never how it broke. */
function describeError(error: unknown) {
  if (error instanceof AppError)
    return { message: error.userMessage, data: { appCode: error.code, details: error.details ?? null } }
  if (error instanceof z.ZodError) {
    const details: unknown = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
    const message = error.issues[0]?.message ?? 'Check what you entered and try again.'
    return { message, data: { appCode: 'invalid-input' as const, details } }
  }
  if (error instanceof TRPCError && error.code === 'NOT_FOUND')
    return {
      message: 'There is nothing at this address.',
      data: { appCode: 'not-found' as const, details: null },
    }
  const message = 'Something went wrong on our side. Try again; if it happens again, look at the server log.'
  return { message, data: { appCode: 'internal' as const, details: null } }
}

function notSignedIn(): AppError {
  return new AppError('unauthenticated', {
    message: 'no session',
    userMessage: 'You are signed out. Sign in again to go on.',
  })
}

function notAllowed(role: Role): AppError {
  return new AppError('forbidden', {
    message: `needs role ${role}`,
    userMessage: `This needs the role “${role}”. Ask an admin of this workspace.`,
  })
}
