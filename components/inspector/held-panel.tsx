'use client'

import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { useUrlState } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { DecideDialog, type Decision } from './decide-dialog'
import { HeldList } from './held-list'
import type { HeldRecord } from './held-record'
import { holdReasonOptions, readHoldReason } from './hold-reason'

type Selection = ReadonlyMap<string, HeldRecord>
type Asked = { decision: Decision; records: HeldRecord[] }

/** Everything that waits for a decision: choose a reason, select one or many, release or discard them. */
export function HeldPanel() {
  const [text, setText] = useUrlState('reason')
  const reason = readHoldReason(text)
  const [selected, setSelected] = useState<Selection>(new Map())
  const [asked, setAsked] = useState<Asked | null>(null)
  const canEdit = useCanEdit()
  const select = (next: Selection) => setSelected(next)
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Select
          aria-label="Reason"
          className="w-48"
          value={reason ?? 'all'}
          onValueChange={(value) => {
            setText(value === 'all' ? null : value)
            select(new Map())
          }}
          options={holdReasonOptions}
        />
        {canEdit && selected.size > 0 ? (
          <SelectionActions
            count={selected.size}
            onDecide={(decision) => setAsked({ decision, records: [...selected.values()] })}
          />
        ) : null}
      </div>
      <HeldList
        reason={reason}
        selected={selected}
        onSelect={canEdit ? select : null}
        onDecide={canEdit ? (decision, record) => setAsked({ decision, records: [record] }) : null}
      />
      {asked ? (
        <DecideDialog
          {...asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null)
            select(new Map())
          }}
        />
      ) : null}
    </>
  )
}

function SelectionActions({ count, onDecide }: { count: number; onDecide: (decision: Decision) => void }) {
  return (
    <>
      <span className="text-ink-soft" role="status">
        {count} selected
      </span>
      <Button variant="primary" onClick={() => onDecide('release')}>
        Release
      </Button>
      <Button onClick={() => onDecide('discard')}>Discard</Button>
    </>
  )
}
