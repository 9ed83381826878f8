'use client'

import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useIsAdmin } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useSearchText, useUrlState } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import type { ListedDelivery } from '@/server/webhooks/delivery-record'
import { DeliveryList } from './delivery-list'
import { deliveryStates } from './delivery-state'
import { DisabledTargets } from './disabled-targets'

const all = 'all'
const states = Object.keys(deliveryStates) as ListedDelivery['state'][] // keys of the record
const options = [
  { value: all, label: 'Every state' },
  ...states.map((state) => ({ value: state, label: deliveryStates[state].label })),
]

/** Every webhook that was fired, the newest first. */
export function WebhooksPage() {
  const { text, setText, search } = useSearchText()
  const [chosen, setChosen] = useUrlState('state')
  const state = states.find((known) => known === chosen) ?? null
  return (
    <Page>
      <PageHeader
        title="Webhooks"
        description="What workflows sent to other programs, and what these answered."
        actions={<SecretButton />}
      />
      <DisabledTargets />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchInput
          aria-label="Search webhooks"
          placeholder="Search addresses"
          className="w-full sm:w-64"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          aria-label="State"
          className="w-40"
          options={options}
          value={state ?? all}
          onValueChange={(value) => setChosen(value === all ? null : value)}
        />
      </div>
      <DeliveryList search={search} state={state} />
    </Page>
  )
}

function SecretButton() {
  if (!useIsAdmin()) return null
  return (
    <Button asChild>
      <Link href="/settings/webhooks">
        <KeyRound />
        Signing secret
      </Link>
    </Button>
  )
}
