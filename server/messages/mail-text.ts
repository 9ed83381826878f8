import { convert, type FormatCallback } from 'html-to-text'

/**
 * The plain text part of an email, from its finished HTML. Every link stands there with its address, the same
 * tracked one as in the HTML (IF-11); a link whose words are an address shows only the tracked one, because mail
 * programs make links of addresses by themselves.
 */
export function mailText(html: string): string {
  return convert(html, {
    wordwrap: false,
    formatters: { linkWithAddress },
    selectors: [
      { selector: 'a', format: 'linkWithAddress' },
      { selector: 'img', format: 'skip' },
      { selector: 'style', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  }).trim()
}

const linkWithAddress: FormatCallback = (element, walk, builder) => {
  const href: string = element.attribs?.href ?? ''
  const address = href.replace(/^(mailto|tel|sms):/i, '')
  const words = wordsOf(element)
  const isTheAddress = words === address || words === href || /^(https?:\/\/|www\.)\S+$/i.test(words)
  if (!isTheAddress || !address) walk(element.children, builder)
  if (address && !address.startsWith('#')) {
    builder.addInline(`${isTheAddress || !words ? '' : ' '}${address}`, { noWordTransform: true })
  }
}

type TextNode = { data?: string; children?: TextNode[] }

function wordsOf(node: TextNode): string {
  const parts = [node.data ?? '', ...(node.children ?? []).map(wordsOf)]
  return parts.join('').replace(/\s+/g, ' ').trim()
}
