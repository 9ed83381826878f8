'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { fieldErrors } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import type { Settings } from '@/server/settings/settings'
import { NumberField } from './number-field'
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
      <Card
        title="Holding clicks"
        description="A click that is held does nothing yet; afterwards it goes on."
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField
            label="Clicks that may be a program’s, in seconds"
            value={rules.hold.suspectedSeconds}
            byDefault={defaults.hold.suspectedSeconds}
            error={errors['hold.suspectedSeconds']}
            onChange={(suspectedSeconds) => change({ hold: { ...rules.hold, suspectedSeconds } })}
          />
          <NumberField
            label="Clicks of people, in seconds"
            value={rules.hold.humanSeconds}
            byDefault={defaults.hold.humanSeconds}
            error={errors['hold.humanSeconds']}
            onChange={(humanSeconds) => change({ hold: { ...rules.hold, humanSeconds } })}
          />
        </div>
      </Card>
      <Card title="Scanners">
        <ScannerNetworks
          networks={rules.scannerNetworks}
          errors={errors}
          onChange={(scannerNetworks) => change({ scannerNetworks })}
        />
      </Card>
      <Card title="Actions">
        <div className="flex flex-col gap-5">
          <FormField
            label="Webhooks on redirect links"
            help={`Lets “Fire webhook” stand in the Finish Actions of a link. By default ${defaults.areWebhooksOnLinks ? 'on' : 'off'}.`}
          >
            {(control) => (
              <Checkbox
                {...control}
                checked={rules.areWebhooksOnLinks}
                onCheckedChange={(checked) => change({ areWebhooksOnLinks: checked === true })}
              />
            )}
          </FormField>
          <NumberField
            label="Longest chain of events"
            help="How many events of actions may cause each other in a row before the chain is stopped."
            value={rules.mostDepth}
            byDefault={defaults.mostDepth}
            error={errors.mostDepth}
            onChange={(mostDepth) => change({ mostDepth })}
          />
        </div>
      </Card>
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
