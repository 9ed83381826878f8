'use client'

import { FinishActionsTab } from '@/components/finish-actions/finish-actions-tab'
import { useUrlState } from '@/components/shell/use-url-state'
import { FormField } from '@/components/ui/form-field'
import { Select } from '@/components/ui/select'
import { type MessageEvent, messageEvents } from '@/workflows/hosts'

const labels: Record<MessageEvent, string> = {
  click: 'On click',
  open: 'On open',
  unsubscribe: 'On unsubscribe',
}

const options = messageEvents.map((value) => ({ value, label: labels[value] }))

/** The three Finish Action lists of an email, one at a time; which one stands in the address (IF-11, IF-13). */
export function EmailFinishActions({ id }: { id: string }) {
  const [wanted, setOn] = useUrlState('on')
  const on = messageEvents.find((event) => event === wanted) ?? 'click'
  return (
    <div className="flex flex-col gap-4">
      <FormField label="Finish Actions">
        {(control) => (
          <Select
            {...control}
            className="w-52"
            options={options}
            value={on}
            onValueChange={(next) => setOn(next === 'click' ? null : next)}
          />
        )}
      </FormField>
      <FinishActionsTab host={{ kind: 'message', id, on }} />
    </div>
  )
}
