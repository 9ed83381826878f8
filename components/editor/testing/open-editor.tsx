import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { compile } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import { standardProspectFields } from '@/workflows/prospect-fields'
import type { References } from '@/workflows/references'
import { EditorProvider } from '../editor-context'
import { createEditorStore } from '../editor-store'
import { fillBrowserGaps } from './fill-browser-gaps'
import { sampleHtml, sampleReferences } from './sample-references'

// Many clicks, each drawn: on a busy machine that is more than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

type OpenEditor = {
  document: WorkflowDocument
  /** The part of the editor the test is about. */
  part: ReactNode
  isReadOnly?: boolean
  references?: References
}

/** Renders a part of the editor around a document in the sample workspace, judged once by compile. */
export function openEditor({
  document,
  part,
  isReadOnly = false,
  references = sampleReferences,
}: OpenEditor) {
  fillBrowserGaps()
  const store = createEditorStore({ document, isReadOnly })
  store.getState().noteProblems(compile(document, references))
  const sources = {
    workflowId: 'w1',
    references,
    tags: ['vip', 'customer'],
    fields: [
      ...standardProspectFields,
      { name: 'fields.seats', label: 'Seats', type: 'number' as const, isWritable: true },
      { name: 'fields.isTrial', label: 'On trial', type: 'boolean' as const, isWritable: true },
    ],
    loadMessage: async (id: string) => ({ subject: 'A subject', html: sampleHtml[id] ?? '' }),
  }
  const screen = render(
    <QueryClientProvider client={new QueryClient()}>
      <EditorProvider store={store} sources={sources}>
        {part}
      </EditorProvider>
    </QueryClientProvider>,
  )
  return { store, user: userEvent.setup(), ...screen }
}
