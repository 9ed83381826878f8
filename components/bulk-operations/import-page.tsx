'use client'

import { useState } from 'react'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { ImportFile } from './import-file'
import { ImportSettings } from './import-settings'
import { OperationCard } from './operation-card'

type Step = { at: 'file' } | { at: 'settings'; fileId: string } | { at: 'started'; operationId: string }

/** From a CSV file to prospects: choose it, say what its columns are, see the first rows, start. */
export function ImportPage() {
  const [step, setStep] = useState<Step>({ at: 'file' })
  return (
    <Page>
      <PageHeader
        back={{ href: '/prospects', label: 'Prospects' }}
        title="Import prospects"
        description="From a CSV file with a header row: up to 1,000,000 rows, 200 MB."
      />
      {step.at === 'file' ? (
        <ImportFile onUploaded={(fileId) => setStep({ at: 'settings', fileId })} />
      ) : null}
      {step.at === 'settings' ? (
        <ImportSettings
          fileId={step.fileId}
          onAnotherFile={() => setStep({ at: 'file' })}
          onStarted={(operationId) => setStep({ at: 'started', operationId })}
        />
      ) : null}
      {step.at === 'started' ? (
        <div className="flex max-w-2xl flex-col gap-4">
          <OperationCard id={step.operationId} />
          <p className="text-ink-soft">It goes on when you leave this page.</p>
          <div>
            <Button onClick={() => setStep({ at: 'file' })}>Import another file</Button>
          </div>
        </div>
      ) : null}
    </Page>
  )
}
