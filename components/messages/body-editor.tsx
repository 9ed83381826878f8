'use client'

import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { adoptLinkIds } from './adopt-link-ids'
import { BodyToolbar } from './body-toolbar'
import { LinkAttributes } from './link-attributes'
import { LinkDialog, type LinkDraft } from './link-dialog'
import { paperClass } from './paper'

type BodyEditorProps = {
  initialHtml: string
  onChange: (html: string) => void
  /** What was sent to the server last, and what it made of it: new links have their ids there. */
  saved: { sentHtml: string; html: string }
}

/** The words of an email, as they will look. */
export function BodyEditor({ initialHtml, onChange, saved }: BodyEditorProps) {
  const editor = useEditor({
    immediatelyRender: false,
    extensions,
    content: initialHtml,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': 'Text of the email',
        class: cn(paperClass, 'min-h-80 rounded-b-lg px-5 py-4 outline-none sm:px-8 sm:py-6'),
      },
    },
    onUpdate: ({ editor: changed }) => onChange(htmlOf(changed)),
  })
  useEffect(() => {
    if (editor && htmlOf(editor) === saved.sentHtml) adoptLinkIds(editor, saved.html)
  }, [editor, saved])
  return (
    <div className="overflow-hidden rounded-lg border focus-within:border-accent">
      {editor ? <EditorWithLinks editor={editor} /> : <div className="min-h-96 bg-white" />}
    </div>
  )
}

const extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      // Only what is written out as an address: `fields.name` would pass for a domain.
      shouldAutoLink: (url) => /^https?:\/\//i.test(url),
      HTMLAttributes: { target: null, rel: null, class: null },
    },
  }),
  LinkAttributes,
]

function htmlOf(editor: Editor): string {
  return editor.isEmpty ? '' : editor.getHTML()
}

function EditorWithLinks({ editor }: { editor: Editor }) {
  const [link, setLink] = useState<ReturnType<typeof linkAtCursor> | null>(null)
  return (
    <>
      <BodyToolbar editor={editor} onLink={() => setLink(linkAtCursor(editor))} />
      <EditorContent editor={editor} />
      <LinkDialog
        initial={link}
        onClose={() => setLink(null)}
        onSubmit={(draft) => {
          applyLink(editor, draft)
          setLink(null)
        }}
        onRemove={() => {
          editor.chain().focus().extendMarkRange('link').unsetLink().run()
          setLink(null)
        }}
      />
    </>
  )
}

function linkAtCursor(editor: Editor): LinkDraft & { isNew: boolean; hasText: boolean } {
  const { href, class: look, linkType } = editor.getAttributes('link')
  const isNew = !editor.isActive('link')
  return {
    text: '',
    href: typeof href === 'string' ? href : '',
    look: look === 'button' ? 'button' : 'text',
    page: linkType === 'landing-page' ? 'landing-page' : 'url',
    isNew,
    hasText: !isNew || !editor.state.selection.empty,
  }
}

/** A link keeps its id when its address changes, so goals stay bound (?14). */
function applyLink(editor: Editor, { text, href, look, page }: LinkDraft): void {
  const attributes = {
    href,
    class: look === 'button' ? 'button' : null,
    linkType: page === 'landing-page' ? page : null,
  }
  const chain = editor.chain().focus()
  if (editor.isActive('link')) chain.extendMarkRange('link').updateAttributes('link', attributes).run()
  else if (!editor.state.selection.empty) chain.setMark('link', attributes).run()
  else {
    // The space behind it is where writing goes on, outside of the link.
    const linked = { type: 'text', text, marks: [{ type: 'link', attrs: attributes }] }
    chain
      .insertContent([linked, { type: 'text', text: ' ' }])
      .unsetMark('link')
      .run()
  }
}
