'use client'

import { useQuery } from '@tanstack/react-query'
import type { EditorSources } from '@/components/editor/editor-context'
import { useEditorSources } from '@/components/editor/use-editor-sources'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { standardProspectFields, storedProspectFields } from '@/workflows/prospect-fields'
import { noReferences } from '@/workflows/references'

const nothing = { ...noReferences, tags: [], fields: standardProspectFields }

/** What criteria about stored prospects can name: all that workflows can, and when they were created and last active. */
export function useProspectSources(): EditorSources & { isLoaded: boolean } {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.workflows.references.queryOptions({}))
  const sources = useEditorSources('', data ?? nothing)
  return { ...sources, fields: [...sources.fields, ...storedProspectFields], isLoaded: Boolean(data) }
}
