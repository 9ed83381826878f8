import { Card } from '@/components/ui/card'
import type { FunctionDraft } from './function-editor'

const answer = `{
  addTags: ['vip'],
  removeTags: ['new'],
  adjustScore: 5,
  setFields: { firstName: 'Ada', 'fields.industry': 'construction' }
}`

/** What a function gets, what it answers, and its limits. */
export function FunctionHelp({ runtime }: Pick<FunctionDraft, 'runtime'>) {
  return (
    <Card title="What it gets and answers">
      <div className="flex flex-col gap-2 text-[13px] text-ink-soft">
        <p>
          <code>prospect</code> has email, firstName, lastName, organization, phone, timezone, score, tags,
          lists, leadStatus and fields. <code>context</code> has callId, workflowId, runId, nodeId, event and
          now; a call that is repeated has the same callId.
        </p>
        <p>It answers with what to change. Everything may be left out:</p>
        <pre className="whitespace-pre-wrap break-words rounded-md bg-sunken p-3 font-mono leading-relaxed">
          {answer}
        </pre>
        <p>
          {runtime === 'javascript'
            ? 'Limits: 16 MB of memory, 64 KiB of answer, 100 lines of console.log, and the time limit. There is no network, no file and no timer.'
            : 'The function is invoked with { prospect, context } as its event. If AWS does not answer, it is called again, so it may be called twice.'}
        </p>
      </div>
    </Card>
  )
}
