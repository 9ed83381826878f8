import type { WorkflowDocument } from '@/workflows/document/document'
import type { Saving } from './editor-store'

export type SaveResult =
  | { ok: true; revision: number }
  | { ok: false; code: 'conflict' | 'network' | 'refused'; message: string }

export type Autosave<Content = WorkflowDocument> = {
  /** Notes the newest drawing; it is saved after a pause. */
  changed: (document: Content) => void
  /** Saves what is waiting at once; true when the server holds everything. */
  flush: () => Promise<boolean>
  /** The revision the server holds, as far as we know. */
  revision: () => number
  /** Goes on from a document that was loaded from the server. */
  reset: (revision: number) => void
  stop: () => void
}

const retryDelaysMs = [1000, 2000, 5000, 10_000]

/**
 * Saves the newest drawing, one request at a time and in order, so that an older drawing never overwrites a newer one.
 * Goes on trying while the network fails; stops at a conflict until `reset`, and at a refusal until the next change.
 */
export function createAutosave<Content = WorkflowDocument>({
  revision,
  save,
  onState,
  delayMs = 600,
}: {
  revision: number
  save: (document: Content, revision: number) => Promise<SaveResult>
  onState: (saving: Saving) => void
  delayMs?: number
}): Autosave<Content> {
  let known = revision
  let waiting: Content | null = null
  let running: Promise<boolean> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isInConflict = false
  /** Counts resets: the answer to a request from before one says nothing any more. */
  let age = 0

  const schedule = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  async function saveWaiting(): Promise<boolean> {
    while (waiting && !isInConflict) {
      const document = waiting
      const startedAt = age
      waiting = null
      onState({ status: 'saving' })
      const result = await save(document, known)
      if (startedAt !== age) return false
      if (!result.ok) return fail(document, result)
      known = result.revision
      failures = 0
    }
    if (isInConflict) return false
    onState({ status: 'saved' })
    return true
  }

  function fail(document: Content, { code, message }: Extract<SaveResult, { ok: false }>): false {
    waiting ??= document
    if (code === 'conflict') {
      isInConflict = true
      onState({ status: 'conflict' })
    } else if (code === 'network') {
      schedule(retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? delayMs)
      failures += 1
      onState({ status: 'retrying', message })
    } else {
      onState({ status: 'refused', message })
    }
    return false
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    running ??= saveWaiting().finally(() => {
      running = null
    })
    return running
  }

  return {
    flush,
    revision: () => known,
    changed: (document) => {
      waiting = document
      if (isInConflict) return
      if (!running) onState({ status: 'dirty' })
      schedule(delayMs)
    },
    reset: (next) => {
      clearTimeout(timer)
      age += 1
      known = next
      waiting = null
      running = null
      failures = 0
      isInConflict = false
      onState({ status: 'saved' })
    },
    stop: () => clearTimeout(timer),
  }
}
