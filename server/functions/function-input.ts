import type { EventPayload } from '@/workflows/events'
import type { ProspectRecord } from '../prospects/prospect-record'

/** What a function is given: both arguments are plain JSON by the time it sees them. */
export type FunctionInput = {
  prospect: ProspectRecord
  context: FunctionContext
}

/** Where and why it is called. `callId` is the same whenever the same call is repeated. */
export type FunctionContext = {
  callId: string
  workflowId: string | null
  runId: string | null
  nodeId: string | null
  event: (EventPayload & { id: string; at: Date }) | null
  now: Date
}
