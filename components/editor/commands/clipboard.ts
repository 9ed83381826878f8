import { type Fragment, fragmentSchema } from '@/workflows/edit/copy-nodes'

const key = 'switchyard.clipboard'

/** Keeps what was copied, for this workflow and for others in this browser. */
export function writeClipboard(fragment: Fragment): void {
  try {
    localStorage.setItem(key, JSON.stringify(fragment))
  } catch {
    // Storage may be full or forbidden; then there is nothing to paste, and “Paste” says so by being disabled.
  }
}

/** What was copied last; null when there is nothing that can be read. */
export function readClipboard(): Fragment | null {
  try {
    return fragmentSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data ?? null
  } catch {
    return null
  }
}
