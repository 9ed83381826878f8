'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { fieldErrors } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { Settings } from '@/server/settings/settings'
import { ActionFields, HoldFields } from './rule-groups'
import { ScannerNetworks } from './scanner-networks'
import { SpamPolicyFields } from './spam-policy-fields'

type RulesFormProps = { settings: Settings; defaults: Settings }

/** Every rule with what it means and what it is by default. */
export function RulesForm({ settings, defaults }: RulesFormProps) {
  const [rules, setRules] = useState(settings)
  const saving = useSavingRules()
  const change = (changes: Partial<Settings>) => setRules((current) => ({ ...current, ...changes }))
  const errors = fieldErrors(saving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(rules)
  }
  return (
    <form className="flex flex-col gap-5" onSubmit={submit}>
      <Card title="Spam" description="Counted per prospect, address and record, never per action.">
        <div className="flex flex-col gap-6">
          <SpamPolicyFields
            title="Clicks on links, files and emails"
            path="spam.clicks"
            policy={rules.spam.clicks}
            byDefault={defaults.spam.clicks}
            errors={errors}
            onChange={(clicks) => change({ spam: { ...rules.spam, clicks } })}
          />
          <SpamPolicyFields
            title="Form submissions"
            path="spam.forms"
            policy={rules.spam.forms}
            byDefault={defaults.spam.forms}
            errors={errors}
            onChange={(forms) => change({ spam: { ...rules.spam, forms } })}
          />
        </div>
      </Card>
      <HoldFields rules={rules} defaults={defaults} errors={errors} onChange={change} />
      <Card title="Scanners">
        <ScannerNetworks
          networks={rules.scannerNetworks}
          errors={errors}
          onChange={(scannerNetworks) => change({ scannerNetworks })}
        />
      </Card>
      <ActionFields rules={rules} defaults={defaults} errors={errors} onChange={change} />
      {saving.error ? <ErrorNotice title="Not saved" error={saving.error} /> : null}
      <footer className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isPending={saving.isPending}>
          Save rules
        </Button>
        <Button type="button" onClick={() => setRules(defaults)}>
          Reset to defaults
        </Button>
      </footer>
    </form>
  )
}

function useSavingRules() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.settings.change.mutationOptions({
      onError: () => {}, // shown in the form
      onSuccess: () => {
        toast.success('The rules are saved.')
        return queryClient.invalidateQueries(trpc.settings.pathFilter())
      },
    }),
  )
}
