'use client'

import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { FormField } from '@/components/ui/form-field'
import type { Settings } from '@/server/settings/settings'
import { NumberField } from './number-field'

type RuleGroupProps = {
  rules: Settings
  defaults: Settings
  errors: Partial<Record<string, string>>
  onChange: (changes: Partial<Settings>) => void
}

/** How long clicks wait before they do anything (?3). */
export function HoldFields({ rules, defaults, errors, onChange }: RuleGroupProps) {
  return (
    <Card title="Holding clicks" description="A click that is held does nothing yet; afterwards it goes on.">
      <div className="grid items-end gap-5 sm:grid-cols-3">
        <NumberField
          label="Clicks that may be a program’s, in seconds"
          value={rules.hold.suspectedSeconds}
          byDefault={defaults.hold.suspectedSeconds}
          error={errors['hold.suspectedSeconds']}
          onChange={(suspectedSeconds) => onChange({ hold: { ...rules.hold, suspectedSeconds } })}
        />
        <NumberField
          label="Clicks within a minute of the delivery, in seconds"
          value={rules.hold.earlySeconds}
          byDefault={defaults.hold.earlySeconds}
          error={errors['hold.earlySeconds']}
          onChange={(earlySeconds) => onChange({ hold: { ...rules.hold, earlySeconds } })}
        />
        <NumberField
          label="All other clicks of people, in seconds"
          value={rules.hold.humanSeconds}
          byDefault={defaults.hold.humanSeconds}
          error={errors['hold.humanSeconds']}
          onChange={(humanSeconds) => onChange({ hold: { ...rules.hold, humanSeconds } })}
        />
      </div>
    </Card>
  )
}

/** What actions may do: webhooks on links (?11), and how far they may cause each other (?22). */
export function ActionFields({ rules, defaults, errors, onChange }: RuleGroupProps) {
  return (
    <Card title="Actions">
      <div className="flex flex-col gap-5">
        <FormField
          label="Webhooks on redirect links"
          help={`By default ${defaults.areWebhooksOnLinks ? 'on' : 'off'}.`}
        >
          {(control) => (
            <div className="flex items-center gap-2">
              <Checkbox
                {...control}
                checked={rules.areWebhooksOnLinks}
                onCheckedChange={(checked) => onChange({ areWebhooksOnLinks: checked === true })}
              />
              <label htmlFor={control.id} className="text-ink-soft">
                “Fire webhook” may stand in the Finish Actions of a link
              </label>
            </div>
          )}
        </FormField>
        <NumberField
          label="Longest chain of events"
          help="How many events of actions may cause each other in a row before the chain is stopped."
          value={rules.mostDepth}
          byDefault={defaults.mostDepth}
          error={errors.mostDepth}
          onChange={(mostDepth) => onChange({ mostDepth })}
        />
      </div>
    </Card>
  )
}
