'use client'

import { useEditor, useEditorStore } from '@/components/editor/editor-context'
import { SettingsForm } from '@/components/editor/settings-form/settings-form'
import { definitionFor } from '@/workflows/catalogue'
import { changeConfig } from '@/workflows/edit/change-config'

/** The settings and the criteria of one entry, by the same form as on the canvas. */
export function EntrySettings({ id }: { id: string }) {
  const store = useEditorStore()
  const node = useEditor(({ document }) => document.nodes.find((entry) => entry.id === id))
  const definition = node && definitionFor(node.type)
  if (!node || !definition) return null
  return (
    <>
      <p className="text-ink-soft">{definition.description}</p>
      <SettingsForm
        nodeId={id}
        definition={definition}
        config={node.config}
        pathPrefix=""
        isReadOnly={false}
        onChange={(patch, field) =>
          store.getState().edit('Change settings', (document) => changeConfig(document, id, patch), field)
        }
      />
    </>
  )
}
