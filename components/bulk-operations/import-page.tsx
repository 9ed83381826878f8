'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { ImportFile } from './import-file'
import { ImportSettings } from './import-settings'
import { OperationCard } from './operation-card'
import { isOpen } from './operation-state'
import { useOperation } from './use-operation'

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
        <Started operationId={step.operationId} onAnotherFile={() => setStep({ at: 'file' })} />
      ) : null}
    </Page>
  )
}

function Started({ operationId, onAnotherFile }: { operationId: string; onAnotherFile: () => void }) {
  const { data } = useOperation(operationId)
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <OperationCard id={operationId} />
      {data && isOpen(data) ? <p className="text-ink-soft">It goes on when you leave this page.</p> : null}
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <Link href="/prospects">To the prospects</Link>
        </Button>
        <Button onClick={onAnotherFile}>Import another file</Button>
      </div>
    </div>
  )
}
