import { Parser } from 'htmlparser2'

/**
 * Email HTML with only what an email needs: structure, text, styles, pictures and links. Scripts, frames, forms,
 * event handlers, comments and unknown elements go; what readers see of unknown elements stays.
 * Text keeps its spelling, and tags are closed in the order they were opened.
 */
export function sanitiseHtml(html: string): string {
  let result = ''
  let dropped = 0
  const open: string[] = []
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (droppedWithContent.has(name)) dropped++
      else if (!dropped && keptElements.has(name)) {
        result += openTag(name, attributes)
        if (!childless.has(name)) open.push(name)
      }
    },
    ontext: () => {
      if (!dropped) result += html.slice(parser.startIndex, parser.endIndex + 1).replaceAll('<', '&lt;')
    },
    onclosetag: (name) => {
      if (droppedWithContent.has(name)) dropped--
      // A tag that breaks off at the end of the source is closed without ever having been opened.
      else if (!dropped && open.at(-1) === name) result += `</${open.pop()}>`
    },
  })
  parser.end(html)
  return result
}

const words = (text: string) => new Set(text.trim().split(/\s+/))

const keptElements = words(`
  a abbr address article b big blockquote br caption center code col colgroup dd del div dl dt em figcaption figure
  font footer h1 h2 h3 h4 h5 h6 header hr i img ins li main ol p pre q s section small span strike strong style sub
  sup table tbody td tfoot th thead tr u ul`)

const droppedWithContent = words(`
  applet audio base canvas embed frame frameset iframe input link math meta noembed noframes noscript object option
  param plaintext script select source svg template textarea title track video xmp`)

const childless = words('br col hr img')

const keptAttributes = words(`
  align bgcolor border cellpadding cellspacing class color colspan dir face height id lang role rowspan size span
  start style title type valign width`)

const keptAttributesOf: Record<string, Set<string>> = {
  a: words('href name data-link-id data-link-type'),
  img: words('src alt'),
}

function openTag(name: string, attributes: Record<string, string>): string {
  const kept = Object.entries(attributes).filter(([attribute, value]) => isKept(name, attribute, value))
  return `<${name}${kept.map(([attribute, value]) => ` ${attribute}="${escapeAttribute(value)}"`).join('')}>`
}

function isKept(element: string, attribute: string, value: string): boolean {
  if (attribute === 'src') return element === 'img' && isPictureAddress(value)
  return (
    keptAttributes.has(attribute) || Boolean(keptAttributesOf[element]?.has(attribute)) || isAria(attribute)
  )
}

function isAria(attribute: string): boolean {
  return /^aria-[a-z]+$/.test(attribute)
}

function isPictureAddress(value: string): boolean {
  return /^\s*(https?:\/\/|cid:|data:image\/(png|jpeg|gif|webp);)/i.test(value)
}

function escapeAttribute(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
