import type { RouterOutputs } from '@/components/trpc/router-outputs'
import type { WorkflowDocument } from '@/workflows/document/document'

/** A workflow as the server tells it. */
export type LoadedWorkflow = RouterOutputs['workflows']['get']
/** One whose draft could be read. */
export type ReadableWorkflow = LoadedWorkflow & { document: WorkflowDocument }
export type LoadedReferences = RouterOutputs['workflows']['references']
