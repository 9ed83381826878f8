import type { WorkflowSettings } from '@/workflows/document/document'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * True when a prospect may start a workflow (again): every time (IF-7, the default), once, or when the last start is
 * so many days ago. @param last when the prospect last started it; null when never
 */
export function mayEnter(reentry: WorkflowSettings['reentry'], last: Date | null, now: Date): boolean {
  if (last === null || reentry.mode === 'always') return true
  return reentry.mode === 'every' && now.getTime() - last.getTime() >= reentry.days * DAY_MS
}
