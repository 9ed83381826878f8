import type { RouterOutputs } from '@/components/trpc/router-outputs'

/** The finish actions of a host, as the server tells them. */
export type LoadedList = RouterOutputs['finishActions']['get']
