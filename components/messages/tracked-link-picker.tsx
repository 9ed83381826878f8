'use client'

import { useQueries } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { FormField } from '@/components/ui/form-field'

type TrackedLinkPickerProps = { onChoose: (link: { shortUrl: string; name: string }) => void }

/** Offers the redirect and custom links of the workspace: the same record, used inside an email (IR-2). */
export function TrackedLinkPicker({ onChoose }: TrackedLinkPickerProps) {
  const trpc = useTRPC()
  const tabs = ['redirect', 'custom'] as const
  const found = useQueries({
    queries: tabs.map((tab) => trpc.links.list.queryOptions({ tab, limit: 200 })),
  })
  const links = found.flatMap(({ data }) => data?.items ?? [])
  if (links.length === 0) return null
  return (
    <FormField label="Or a link you already track">
      {(control) => (
        <Combobox
          {...control}
          value={null}
          placeholder="Choose a redirect or custom link…"
          options={links.map(({ id, name, destination }) => ({ value: id, label: name, hint: destination }))}
          onValueChange={(id) => {
            const link = links.find((candidate) => candidate.id === id)
            if (link) onChoose(link)
          }}
        />
      )}
    </FormField>
  )
}
