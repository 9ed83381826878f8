import type { Editor } from '@tiptap/react'

/**
 * Writes the ids that saving gave to new links into the text being edited, without moving the cursor and without
 * a step to undo. `savedHtml` must be the answer to exactly what the editor holds; otherwise nothing happens.
 */
export function adoptLinkIds(editor: Editor, savedHtml: string): void {
  const saved = [...new DOMParser().parseFromString(savedHtml, 'text/html').querySelectorAll('a[href]')]
  const links = linksIn(editor)
  if (links.length !== saved.length) return
  const { tr, schema } = editor.state
  for (const [index, { from, to, attributes }] of links.entries()) {
    const linkId = saved[index]?.getAttribute('data-link-id') ?? null
    if (linkId === attributes.linkId) continue
    tr.addMark(from, to, schema.mark('link', { ...attributes, linkId }))
  }
  if (tr.docChanged) editor.view.dispatch(tr.setMeta('addToHistory', false).setMeta('preventUpdate', true))
}

type LinkRange = { from: number; to: number; attributes: Record<string, unknown> }

/** The links in document order: neighbours with the same mark are one link, as they are one `<a>` in HTML. */
function linksIn(editor: Editor): LinkRange[] {
  const ranges: LinkRange[] = []
  editor.state.doc.descendants((parent, parentPosition) => {
    if (!parent.inlineContent) return true
    let previous: { range: LinkRange; mark: { eq: (other: never) => boolean } } | null = null
    parent.forEach((child, offset) => {
      const from = parentPosition + 1 + offset
      const mark = child.marks.find(({ type }) => type.name === 'link')
      if (!mark) previous = null
      else if (previous?.mark.eq(mark as never)) previous.range.to = from + child.nodeSize
      else {
        const range = { from, to: from + child.nodeSize, attributes: mark.attrs }
        ranges.push(range)
        previous = { range, mark }
      }
    })
    return false
  })
  return ranges
}
