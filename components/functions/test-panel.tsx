'use client'

import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useState } from 'react'
import { ProspectPicker } from '@/components/prospects/prospect-picker'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ScrollBox } from '@/components/ui/scroll-box'
import type { CodeProblem } from './code-editor'
import type { FunctionDraft } from './function-editor'

type Tried = RouterOutputs['functions']['tryOut']

type TestPanelProps = {
  draft: FunctionDraft
  /** Where the code went wrong; null when it did not. */
  onProblem: (problem: CodeProblem | null) => void
}

/** Runs what stands in the editor for one prospect, and tells what it would change. Nothing of it is done. */
export function TestPanel({ draft, onProblem }: TestPanelProps) {
  const trpc = useTRPC()
  const [prospectId, setProspectId] = useState<string | null>(null)
  const tryOut = useMutation(
    trpc.functions.tryOut.mutationOptions({
      onSuccess: ({ error }) => onProblem(error?.line ? { line: error.line, message: error.message } : null),
      onError: () => {}, // shown in the panel
    }),
  )
  const { runtime, code, target, timeoutMs } = draft
  return (
    <Card
      title="Test"
      description={
        runtime === 'javascript'
          ? 'Runs what stands in the editor. Nothing is changed.'
          : 'Calls the function at AWS for real; what it does there, it does. Nothing is changed here.'
      }
    >
      <div className="flex flex-col gap-3">
        <ProspectPicker value={prospectId} onValueChange={setProspectId} />
        <Button
          className="self-start"
          isPending={tryOut.isPending}
          onClick={() => tryOut.mutate({ runtime, code, target, timeoutMs, prospectId })}
        >
          <Play />
          {prospectId ? 'Run' : 'Run for an empty prospect'}
        </Button>
        <div aria-live="polite">
          {tryOut.error ? <p className="text-bad">{tryOut.error.message}</p> : null}
          {tryOut.data ? <Outcome tried={tryOut.data} /> : null}
        </div>
      </div>
    </Card>
  )
}

function Outcome({ tried: { ok, error, summaries, logs, durationMs } }: { tried: Tried }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-2">
        <Badge tone={ok ? 'good' : 'bad'}>{ok ? 'It works' : 'It failed'}</Badge>
        <span className="text-[13px] text-ink-faint">{durationMs} ms</span>
      </p>
      {error ? (
        <p className="break-words text-bad">
          {error.line ? `Line ${error.line}: ` : ''}
          {error.message}
        </p>
      ) : (
        <section aria-label="What it would change">
          <h3 className="mb-1 font-medium">It would change</h3>
          {summaries.length ? (
            <ul className="list-disc pl-5">
              {summaries.map((summary, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an answer that never changes
                <li key={index} className="break-words">
                  {summary}
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-ink-soft">Nothing.</p>
          )}
        </section>
      )}
      {logs.length ? (
        <section aria-label="Log">
          <h3 className="mb-1 font-medium">Log</h3>
          <ScrollBox label="Lines of the log" className="max-h-60">
            <pre className="whitespace-pre-wrap break-words p-3 font-mono text-[13px]">{logs.join('\n')}</pre>
          </ScrollBox>
        </section>
      ) : null}
    </div>
  )
}
