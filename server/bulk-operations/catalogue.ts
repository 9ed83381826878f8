import { changeHandler } from './actions/change-handler'
import type { BulkKind } from './bulk-operation'
import { exportHandler } from './export/export-handler'
import type { BulkHandler } from './handler'
import { importHandler } from './import/import-handler'

const handlers = {
  'prospects.import': importHandler,
  'prospects.export': exportHandler,
  'prospects.change': changeHandler,
} satisfies Record<BulkKind, unknown>

/** What works on an operation of this kind. */
export function handlerOf(kind: BulkKind): BulkHandler {
  // Each kind's own input, cursor and orders are stored side by side and only ever read by its own handler.
  return handlers[kind] as unknown as BulkHandler
}
