import { Extension } from '@tiptap/react'

/** Lets links keep their id, and the type their author declared, through editing (?14, ?8). */
export const LinkAttributes = Extension.create({
  name: 'linkAttributes',
  addGlobalAttributes() {
    return [
      {
        types: ['link'],
        attributes: {
          linkId: keptAs('data-link-id'),
          linkType: keptAs('data-link-type'),
        },
      },
    ]
  },
})

function keptAs(attribute: string) {
  return {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute(attribute),
    // Attributes of one mark are rendered together; the name is the one it has in `attributes` above.
    renderHTML: (attributes: Record<string, unknown>) => {
      const value = attributes[attribute === 'data-link-id' ? 'linkId' : 'linkType']
      return typeof value === 'string' ? { [attribute]: value } : {}
    },
  }
}
