const keptAttributes: Record<string, string[]> = {
  a: ['href', 'class', 'data-link-id', 'data-link-type'],
  ol: ['start'],
}

const keptElements = new Set(
  'p,h1,h2,h3,strong,b,em,i,u,s,del,strike,code,pre,blockquote,ul,ol,li,br,hr,a'.split(','),
)

/**
 * True when the visual editor keeps everything in this HTML. Emails with tables, pictures or styles of their own
 * are edited as HTML, so that opening them never takes their layout away.
 */
export function canEditVisually(html: string): boolean {
  const { body, head } = new DOMParser().parseFromString(html, 'text/html')
  if (head.children.length > 0) return false
  return [...body.querySelectorAll('*')].every((element) => {
    const tag = element.tagName.toLowerCase()
    if (!keptElements.has(tag)) return false
    return [...element.attributes].every(({ name }) => keptAttributes[tag]?.includes(name))
  })
}
