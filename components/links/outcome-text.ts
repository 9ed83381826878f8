const sentences: Record<string, string> = {
  anonymous: 'Nobody is known to have clicked, so nothing was started.',
  'not-human': 'Not judged human, so nothing was started.',
  'no-live-goal': 'No live workflow waits for this.',
  'not-live': 'Its workflow is not live (any more).',
  outdated: 'Its run had gone on already.',
  spam: 'Too many in a short time, so nothing was started.',
  reentry: 'Its workflow does not take this prospect again yet.',
  loop: 'Actions caused each other too many times in a row, so this was stopped.',
  discarded: 'It was held, and somebody decided against it.',
  quarantined: 'Planning it failed again and again; the log says why.',
  erased: 'The prospect was erased.',
}

/** Why an event started nothing, in a sentence; null when it did. */
export function outcomeText(outcome: string | null): string | null {
  if (!outcome) return null
  return sentences[outcome] ?? `${outcome.charAt(0).toUpperCase()}${outcome.slice(1).replaceAll('-', ' ')}.`
}
