'use client'

import { type Editor, useEditorState } from '@tiptap/react'
import {
  Bold,
  Heading1,
  Heading2,
  Heading3,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  Minus,
  Quote,
  Redo2,
  Undo2,
} from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { MergeFieldMenu } from './merge-field-menu'

type ToolbarCommand = {
  label: string
  icon: LucideIcon
  run: (editor: Editor) => void
  isOn?: (editor: Editor) => boolean
  isEnabled?: (editor: Editor) => boolean
}

const heading = (level: 1 | 2 | 3, icon: LucideIcon): ToolbarCommand => ({
  label: `Heading ${level}`,
  icon,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive('heading', { level }),
})

const groups: ToolbarCommand[][] = [
  [
    {
      label: 'Bold',
      icon: Bold,
      run: (editor) => editor.chain().focus().toggleBold().run(),
      isOn: (editor) => editor.isActive('bold'),
    },
    {
      label: 'Italic',
      icon: Italic,
      run: (editor) => editor.chain().focus().toggleItalic().run(),
      isOn: (editor) => editor.isActive('italic'),
    },
  ],
  [heading(1, Heading1), heading(2, Heading2), heading(3, Heading3)],
  [
    {
      label: 'Bullet list',
      icon: List,
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
      isOn: (editor) => editor.isActive('bulletList'),
    },
    {
      label: 'Numbered list',
      icon: ListOrdered,
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
      isOn: (editor) => editor.isActive('orderedList'),
    },
    {
      label: 'Quote',
      icon: Quote,
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
      isOn: (editor) => editor.isActive('blockquote'),
    },
    {
      label: 'Line across',
      icon: Minus,
      run: (editor) => editor.chain().focus().setHorizontalRule().run(),
    },
  ],
  [
    {
      label: 'Undo',
      icon: Undo2,
      run: (editor) => editor.chain().focus().undo().run(),
      isEnabled: (editor) => editor.can().undo(),
    },
    {
      label: 'Redo',
      icon: Redo2,
      run: (editor) => editor.chain().focus().redo().run(),
      isEnabled: (editor) => editor.can().redo(),
    },
  ],
]

/** What can be done with the words under the cursor. */
export function BodyToolbar({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const isLink = useEditorState({ editor, selector: () => editor.isActive('link') })
  return (
    <div
      role="toolbar"
      aria-label="Format the text"
      className="flex flex-wrap items-center gap-x-1 gap-y-0.5 border-b bg-surface px-2 py-1.5"
    >
      {groups.map((commands) => (
        <div key={commands[0]?.label} className="flex items-center border-r pr-1 last:border-r-0">
          {commands.map((command) => (
            <ToolbarButton key={command.label} editor={editor} command={command} />
          ))}
        </div>
      ))}
      <IconButton
        label={isLink ? 'Edit link' : 'Add link'}
        size="sm"
        aria-pressed={isLink}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
        onClick={onLink}
      >
        <Link2 />
      </IconButton>
      <MergeFieldMenu
        label="Insert a merge field into the text"
        onInsert={(text) => editor.chain().focus().insertContent({ type: 'text', text }).run()}
      />
    </div>
  )
}

function ToolbarButton({ editor, command }: { editor: Editor; command: ToolbarCommand }) {
  const { isOn, isEnabled } = useEditorState({
    editor,
    selector: () => ({
      isOn: command.isOn?.(editor) ?? false,
      isEnabled: command.isEnabled?.(editor) ?? true,
    }),
  })
  const Icon = command.icon
  return (
    <IconButton
      label={command.label}
      size="sm"
      {...(command.isOn ? { 'aria-pressed': isOn } : {})}
      disabled={!isEnabled}
      className="aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
      onClick={() => command.run(editor)}
    >
      <Icon />
    </IconButton>
  )
}
