import type { NodeKind } from '@/workflows/define-node'

/** The colour of each kind of node, in both themes: goals are events, actions change something, the rest steers. */
export const kindColours: Record<NodeKind, { icon: string; minimap: string }> = {
  goal: { icon: 'bg-good-soft text-good', minimap: 'var(--good)' },
  sequence: { icon: 'bg-info-soft text-info', minimap: 'var(--info)' },
  branching: { icon: 'bg-warn-soft text-warn', minimap: 'var(--warn)' },
  timer: { icon: 'bg-warn-soft text-warn', minimap: 'var(--warn)' },
  action: { icon: 'bg-accent-soft text-accent-ink', minimap: 'var(--accent)' },
}

export const unknownColours = { icon: 'bg-bad-soft text-bad', minimap: 'var(--bad)' }
