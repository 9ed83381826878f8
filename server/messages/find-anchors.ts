import { Parser } from 'htmlparser2'

/** An attribute as it stands in the source: `start` to `end` (exclusive) covers name, `=` and quotes. */
export type SourceAttribute = { start: number; end: number; value: string }

/** One `<a href>` of a piece of HTML, with the offsets needed to rewrite it without touching anything else. */
export type Anchor = {
  /** Offset just behind `<a`. */
  nameEnd: number
  /** Values are decoded; where a name stands twice the first one counts, as in a browser. */
  attributes: Map<string, SourceAttribute>
  href: SourceAttribute
  /** What a reader sees of the link: its text, else the alternative text of its images, else ''. */
  label: string
}

/** Every `<a href>` in document order. Comments, scripts and styles are not looked into. */
export function findAnchors(html: string): Anchor[] {
  const anchors: Anchor[] = []
  let attributes = new Map<string, SourceAttribute>()
  let open: { anchor: Anchor; text: string; alt: string } | null = null
  const parser = new Parser({
    onopentagname: () => {
      attributes = new Map()
    },
    onattribute: (name, value) => {
      if (!attributes.has(name))
        attributes.set(name, { start: parser.startIndex, end: parser.endIndex, value })
    },
    onopentag: (name) => {
      const href = attributes.get('href')
      if (name === 'a' && href) {
        const anchor = { nameEnd: parser.startIndex + 2, attributes, href, label: '' }
        anchors.push(anchor)
        open = { anchor, text: '', alt: '' }
      } else if (name === 'img' && open) open.alt += ` ${attributes.get('alt')?.value ?? ''}`
    },
    ontext: (text) => {
      if (open) open.text += text
    },
    onclosetag: (name) => {
      if (name !== 'a' || !open) return
      open.anchor.label = collapse(open.text) || collapse(open.alt)
      open = null
    },
  })
  parser.end(html)
  return anchors
}

/** A replacement in a source: the characters from `start` to `end` (exclusive) become `text`. */
export type Edit = { start: number; end: number; text: string }

/** The source with all edits made; every other character stays as it is. Edits must not overlap. */
export function applyEdits(source: string, edits: Edit[]): string {
  let result = ''
  let position = 0
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start)) {
    result += source.slice(position, start) + text
    position = end
  }
  return result + source.slice(position)
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
