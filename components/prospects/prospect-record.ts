import type { RouterOutputs } from '@/components/trpc/router-outputs'

export type ProspectRecord = RouterOutputs['prospects']['get']
