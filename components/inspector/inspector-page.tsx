'use client'

import { Page } from '@/components/shell/page'
import { useUrlState } from '@/components/shell/use-url-state'
import { PageHeader } from '@/components/ui/page-header'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { DecidedList } from './decided-list'
import { HeldPanel } from './held-panel'
import { SpamWindows } from './spam-windows'

const tabs = [
  { value: 'held', label: 'Held now' },
  { value: 'windows', label: 'Spam windows' },
  { value: 'decided', label: 'Decided' },
] as const

/** What is held back and why, what is being counted, and what was decided (N10). */
export function InspectorPage() {
  const [chosen, choose] = useUrlState('tab')
  const tab = tabs.find(({ value }) => value === chosen)?.value ?? 'held'
  return (
    <Page>
      <PageHeader
        title="Held & suppressed"
        description="Clicks that were answered and recorded, but did nothing yet: too many in a short time, perhaps no person’s, or for a paused workflow."
      />
      <Tabs
        value={tab}
        onValueChange={(next) => choose(next === 'held' ? null : next)}
        tabs={tabs}
        aria-label="Held and suppressed"
      >
        <TabPanel value="held">
          <HeldPanel />
        </TabPanel>
        <TabPanel value="windows">
          <SpamWindows />
        </TabPanel>
        <TabPanel value="decided">
          <DecidedList />
        </TabPanel>
      </Tabs>
    </Page>
  )
}
