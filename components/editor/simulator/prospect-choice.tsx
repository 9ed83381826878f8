'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProspectOptions } from '@/components/prospects/use-prospect-options'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { type ProspectSnapshot, takeSnapshot } from '@/workflows/prospect-snapshot'

type ProspectChoiceProps = {
  id: string | null
  onChoose: (id: string, snapshot: ProspectSnapshot) => void
}

/** Chooses a prospect and hands on a copy of its values. Only reads. */
export function ProspectChoice({ id, onChoose }: ProspectChoiceProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const options = useProspectOptions()
  const [error, setError] = useState<Error | null>(null)
  const choose = async (chosen: string) => {
    setError(null)
    try {
      onChoose(
        chosen,
        takeSnapshot(await queryClient.fetchQuery(trpc.prospects.get.queryOptions({ id: chosen }))),
      )
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error('This prospect cannot be loaded. Try again.'))
    }
  }
  return (
    <FormField label="Prospect">
      {(control) => (
        <>
          <Combobox
            {...control}
            {...options}
            value={id}
            onValueChange={(chosen) => void choose(chosen)}
            placeholder="Choose a prospect…"
          />
          {error ? <ErrorNotice error={error} /> : null}
        </>
      )}
    </FormField>
  )
}
