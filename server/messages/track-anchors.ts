import { applyEdits, type Edit, findAnchors, type SourceAttribute } from './find-anchors'

/**
 * The HTML of an email with the address of each bound link replaced by `addressOf(linkId)`. Where that is null the
 * author's address stays. Our own attributes are taken out; nothing else changes.
 */
export function trackAnchors(html: string, addressOf: (linkId: string) => string | null): string {
  const edits = findAnchors(html).flatMap(({ attributes, href }): Edit[] => {
    const bound = attributes.get('data-link-id')
    const address = bound ? addressOf(bound.value) : null
    const own = [bound, attributes.get('data-link-type')].filter((attribute) => attribute !== undefined)
    return [
      ...(address ? [{ start: href.start, end: href.end, text: `href="${escapeAddress(address)}"` }] : []),
      ...own.map((attribute) => removal(html, attribute)),
    ]
  })
  return applyEdits(html, edits)
}

function removal(html: string, { start, end }: SourceAttribute): Edit {
  const hasSpace = /\s/.test(html[start - 1] ?? '') && /[\s>]/.test(html[end] ?? '')
  return { start: hasSpace ? start - 1 : start, end, text: '' }
}

function escapeAddress(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('"', '%22').replaceAll('<', '%3C')
}
