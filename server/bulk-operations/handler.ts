import type { BulkOperation } from './bulk-operation'

/** How often each outcome occurred; a worker adds them up. */
export type Counts = Record<string, number>

/** What the next chunk asks for. `orders` are kept until they have been carried out. */
export type Look<Cursor, Orders, Memo> = {
  orders: Orders
  /** Where the chunk after it begins; null: there is none. */
  next: Cursor | null
  /** How much of the total is done after this chunk. */
  done: number
  /** Set when it is known. */
  total?: number
  /** What was read for it, for carrying it out in this process; never stored. */
  memo?: Memo
}

/** Where an operation stands: the parts of it that a handler may read, with its own types. */
export type Standing<Input, Cursor> = Omit<BulkOperation, 'input' | 'cursor'> & {
  input: Input
  cursor: Cursor | null
}

/**
 * One kind of operation. Chunks are short (tens of milliseconds), since clicks are planned by the same processes.
 * Throw an AppError for what cannot succeed; anything else is tried again.
 */
export type BulkHandler<Input = unknown, Cursor = unknown, Orders = unknown, Memo = unknown> = {
  /** Decides what happens next and changes nothing. */
  look: (operation: Standing<Input, Cursor>) => Promise<Look<Cursor, Orders, Memo>>
  /**
   * Carries orders out. Any number of times, or by two at once, it leads to the same and answers the same counts.
   * @param memo what `look` read; undefined when somebody else looked
   */
  act: (operation: Standing<Input, Cursor>, orders: Orders, memo: Memo | undefined) => Promise<Counts>
}
