import type { RouterOutputs } from '@/components/trpc/router-outputs'

export type HeldRecord = RouterOutputs['holds']['list']['items'][number]

/** Who it was, for a row and for a question. */
export function whoOf({ prospect }: Pick<HeldRecord, 'prospect'>): string {
  return prospect?.name ?? 'Somebody unknown'
}

/** What a release would do, in a sentence: “version 3 of Welcome, with score 5: added tag “hot””. */
export function foretell({ runs, score }: Pick<HeldRecord, 'runs' | 'score'>): string {
  if (runs.length === 0) return 'Nothing waits for it, so nothing would run.'
  const each = runs.map(({ workflow, version, effects }) => {
    const does = effects.length ? `: ${effects.map(lowerFirst).join(', ')}` : ''
    return `version ${version} of ${workflow.name}${does}`
  })
  return `Will run as if it happened then, with score ${score ?? 0}: ${each.join('; ')}.`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
