import type { inferRouterInputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** What every procedure takes: `RouterInputs['runs']['get']`. */
export type RouterInputs = inferRouterInputs<AppRouter>
