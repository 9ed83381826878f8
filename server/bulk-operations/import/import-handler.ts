import { AppError } from '../../errors'
import { createFile } from '../files/create-file'
import { writePart } from '../files/write-part'
import type { BulkHandler } from '../handler'
import { carryOutRows } from './carry-out-rows'
import type { ImportChunk } from './decide-rows'
import { decideRows, type RowOrders, readImportChunk } from './decide-rows'
import type { ImportCursor } from './import-cursor'
import type { ImportInput } from './import-input'
import { repeatsFileOf } from './repeats-file'
import { type Scanned, scanChunk } from './scan-chunk'

/** Prospects from a CSV file: read once to see what is in it, then row by row, in the order of the file. */
export const importHandler: BulkHandler<ImportInput, ImportCursor, RowOrders | null, ImportChunk | Scanned> =
  {
    look: async (operation) => {
      const { cursor } = operation
      return cursor?.phase === 'rows' ? decideRows(operation, cursor) : scanChunk(operation, cursor)
    },
    act: async (operation, orders, memo) => {
      if (orders === null) {
        const bits = memo && 'bits' in memo ? memo.bits : null
        if (bits) await keepRepeats(operation._id, bits)
        return {}
      }
      const { cursor } = operation
      if (cursor?.phase !== 'rows') throw noRows()
      const isRepeat = !memo || !('rows' in memo)
      const chunk = isRepeat ? await readImportChunk(operation, cursor) : memo
      return carryOutRows(operation, orders, { ...chunk, isRepeat })
    },
  }

async function keepRepeats(operationId: string, bits: Buffer): Promise<void> {
  const file = repeatsFileOf(operationId)
  await createFile({
    _id: file,
    name: 'repeats',
    isComplete: true,
    expiresAt: new Date(Date.now() + KEPT_MS),
  })
  await writePart({ file, n: 0, data: bits })
}

/** Longer than any import takes; it is deleted with the upload. */
const KEPT_MS = 7 * 24 * 60 * 60_000

function noRows(): AppError {
  return new AppError('internal', { message: 'orders without rows', userMessage: 'Start the import again.' })
}
