const infinitives: Record<string, string> = {
  added: 'add',
  adjusted: 'adjust',
  assigned: 'assign',
  changed: 'change',
  converted: 'convert',
  created: 'create',
  moved: 'move',
  notified: 'notify',
  ran: 'run',
  removed: 'remove',
  sent: 'send',
}

/** “Sent a webhook” -> “send a webhook”, for what was not done (yet). A sentence that begins otherwise stays. */
export function toInfinitive(sentence: string): string {
  const [first = '', ...rest] = sentence.split(' ')
  return [infinitives[first.toLowerCase()] ?? first, ...rest].join(' ')
}
