import type { RouterOutputs } from '@/components/trpc/router-outputs'

export type RunDetails = RouterOutputs['runs']['get']
export type RunStep = RunDetails['steps'][number]
export type RunEffect = RunStep['effects'][number]
