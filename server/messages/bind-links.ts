import type { LinkType } from '@/workflows/references'
import { type Anchor, applyEdits, type Edit, findAnchors } from './find-anchors'
import { readLinkAddress } from './link-address'

export type BoundLink = { id: string; label: string; destination: string; type: LinkType }
export type LinkProblem = { code: 'bad-address'; label: string; message: string }

type BindLinksInput = {
  html: string
  /** The links this email had when it was last saved: an anchor that lost its id gets it back by destination. */
  previous?: { id: string; destination: string }[]
  /** Answers the redirect or custom link whose tracked URL this is, if it is one (IR-2). */
  trackedLink?: (address: string) => { id: string; destination: string } | undefined
  /** True for ids that belong to a link elsewhere, such as in an email this HTML was copied from. */
  isTaken?: (id: string) => boolean
  newId: () => string
}

/**
 * Gives every `<a href>` a stable `data-link-id` (24 hex digits) and lists the links of the email. Ids stay as they
 * are; only an anchor without one, with a second use of one, or with a stranger's gets another. Not one character
 * of the HTML changes besides those attributes. In-page anchors (`#top`) and `{{ unsubscribeUrl }}` are no links.
 */
export function bindLinks(input: BindLinksInput): {
  html: string
  links: BoundLink[]
  problems: LinkProblem[]
} {
  const problems: LinkProblem[] = []
  const found = findAnchors(input.html).filter(({ href }) => !isUntracked(href.value))
  const read = found.flatMap((anchor) => {
    const tracked = input.trackedLink?.(anchor.href.value)
    if (tracked)
      return [{ anchor, destination: tracked.destination, type: 'url' as const, trackedId: tracked.id }]
    const address = readLinkAddress(anchor.href.value)
    if (address.ok)
      return [{ anchor, destination: address.destination, type: declaredType(anchor, address.type) }]
    problems.push({ code: 'bad-address', label: anchor.label, message: address.message })
    return []
  })
  const ids = chooseIds(read, input)
  const links = new Map<string, BoundLink>()
  const edits: Edit[] = []
  for (const [index, { anchor, destination, type }] of read.entries()) {
    const id = ids[index] as string // one id was chosen for each
    if (!links.has(id)) links.set(id, { id, label: anchor.label || destination, destination, type })
    const edit = idEdit(anchor, id)
    if (edit) edits.push(edit)
  }
  return { html: applyEdits(input.html, edits), links: [...links.values()], problems }
}

/** True for addresses that stay as they are in a sent mail: places in it, and those made for the recipient. */
export function isUntracked(href: string): boolean {
  return /^\s*#/.test(href) || ownAddresses.some((address) => address.test(href.trim()))
}

const ownAddresses = [
  /^\{\{-?\s*unsubscribeUrl\s*-?\}\}$/,
  /^\{\{-?\s*shareLinks(\.[\w-]+|\[\s*["'][\w-]+["']\s*\])\s*-?\}\}$/,
  // The long form of a tracked link with the session of the recipient (TR-4).
  /^https?:\/\/[^/\s{]+\/redirect\/[0-9a-f]{24}\/\{\{-?\s*session\.id\s*-?\}\}$/,
]

type ReadAnchor = { anchor: Anchor; destination: string; trackedId?: string }

/** Three rounds: own ids are kept, lost ids are found again by destination, the rest gets new ones. */
function chooseIds(anchors: ReadAnchor[], { previous = [], isTaken = () => false, newId }: BindLinksInput) {
  const used = new Set(anchors.flatMap(({ trackedId }) => trackedId ?? []))
  const kept = anchors.map(({ anchor, trackedId }) => {
    if (trackedId) return trackedId
    const id = anchor.attributes.get('data-link-id')?.value ?? ''
    if (!/^[0-9a-f]{24}$/.test(id) || used.has(id) || isTaken(id)) return null
    used.add(id)
    return id
  })
  const refound = anchors.map(({ destination }, index) => {
    if (kept[index]) return kept[index]
    const lost = previous.find(
      (link) => link.destination === destination && !used.has(link.id) && !isTaken(link.id),
    )
    if (lost) used.add(lost.id)
    return lost?.id ?? null
  })
  return refound.map((id) => id ?? newId())
}

/** An author may declare a web address to be a landing page, which cannot satisfy a goal (KP-4, ?8). */
function declaredType(anchor: Anchor, type: LinkType): LinkType {
  const declared = anchor.attributes.get('data-link-type')?.value
  return type === 'url' && declared === 'landing-page' ? 'landing-page' : type
}

function idEdit(anchor: Anchor, id: string): Edit | null {
  const present = anchor.attributes.get('data-link-id')
  const text = `data-link-id="${id}"`
  if (!present) return { start: anchor.nameEnd, end: anchor.nameEnd, text: ` ${text}` }
  return present.value === id ? null : { start: present.start, end: present.end, text }
}
