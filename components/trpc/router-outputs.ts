import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** What every procedure answers: `RouterOutputs['runs']['get']`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>
