import { createElement, type ReactNode } from 'react'

type RenderLink = (link: { id: string; href: string; children: ReactNode; key: string }) => ReactNode

/**
 * The HTML of an email as React elements: structure, text and pictures, nothing that runs, submits or navigates.
 * Every `<a>` is handed to `renderLink`. Parsing happens in an inert document, so nothing loads before it is shown.
 */
export function htmlToElements(html: string, renderLink: RenderLink): ReactNode[] {
  const inert = new DOMParser().parseFromString(html, 'text/html')
  return convertChildren(inert.body, renderLink, '0')
}

const keptTags = new Set(
  'b,blockquote,br,caption,code,col,colgroup,del,div,em,figcaption,figure,h1,h2,h3,h4,h5,h6,hr,i,img,li,ol,p,pre,s,small,span,strong,sub,sup,table,tbody,td,tfoot,th,thead,tr,u,ul'.split(
    ',',
  ),
)
const droppedTags = new Set(
  'script,style,title,template,iframe,object,embed,noscript,svg,math,form,input,textarea,select,button,head'.split(
    ',',
  ),
)
const childless = new Set(['br', 'hr', 'img', 'col'])

function convertChildren(parent: Element, renderLink: RenderLink, path: string): ReactNode[] {
  return [...parent.childNodes].flatMap((node, index) => {
    const key = `${path}.${index}`
    if (node instanceof Element) return convertElement(node, renderLink, key)
    return node.nodeType === Node.TEXT_NODE && !isLayoutSpace(node, parent) ? [node.textContent] : []
  })
}

function convertElement(element: Element, renderLink: RenderLink, key: string): ReactNode[] {
  const tag = element.tagName.toLowerCase()
  if (droppedTags.has(tag)) return []
  if (childless.has(tag)) return [createElement(tag, { key, ...attributesOf(element, tag) })]
  const children = convertChildren(element, renderLink, key)
  if (tag === 'a') {
    const id = element.getAttribute('data-link-id') ?? ''
    return [renderLink({ id, href: element.getAttribute('href') ?? '', children, key })]
  }
  if (!keptTags.has(tag)) return children
  return [createElement(tag, { key, ...attributesOf(element, tag) }, ...children)]
}

function attributesOf(element: Element, tag: string): Record<string, string | number> {
  if (tag === 'img') return pictureAttributes(element)
  if (tag !== 'td' && tag !== 'th') return {}
  const span = (name: string) => Number(element.getAttribute(name)) || 1
  return { colSpan: span('colspan'), rowSpan: span('rowspan') }
}

function pictureAttributes(element: Element): Record<string, string> {
  const src = element.getAttribute('src') ?? ''
  const alt = element.getAttribute('alt') ?? ''
  return /^(https?:|data:image\/(png|jpeg|gif|webp);)/i.test(src) ? { src, alt } : { alt }
}

/** Spaces between rows and cells are not allowed as children there, and mean nothing. */
function isLayoutSpace(node: Node, parent: Element): boolean {
  return /^(TABLE|THEAD|TBODY|TFOOT|TR|UL|OL)$/.test(parent.tagName) && !node.textContent?.trim()
}
