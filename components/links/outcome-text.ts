const sentences: Record<string, string> = {
  anonymous: 'Nobody is known to have clicked, so nothing was started.',
  'not-human': 'Not judged human, so nothing was started.',
  'no-live-goal': 'No live workflow waits for this.',
  erased: 'The prospect was erased.',
}

/** Why an event started nothing, in a sentence; null when it did. */
export function outcomeText(outcome: string | null): string | null {
  if (!outcome) return null
  return sentences[outcome] ?? `${outcome.charAt(0).toUpperCase()}${outcome.slice(1).replaceAll('-', ' ')}.`
}
