'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { useIsAdmin } from '@/components/shell/current-user'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { CodeEditor, type CodeProblem } from './code-editor'
import { FunctionHelp } from './function-help'
import { FunctionSettings } from './function-settings'
import { RemoveFunction } from './remove-function'
import { TestPanel } from './test-panel'

export type FunctionRecord = RouterOutputs['functions']['get']
export type FunctionDraft = Pick<
  FunctionRecord,
  'name' | 'description' | 'runtime' | 'code' | 'target' | 'timeoutMs'
>

/** Code, settings and a place to try them; saved when asked to, since half-written code helps nobody. */
export function FunctionEditor({ record, onReload }: { record: FunctionRecord; onReload: () => void }) {
  const isAdmin = useIsAdmin()
  const [draft, setDraft] = useState<FunctionDraft>(() => draftOf(record))
  const [problem, setProblem] = useState<CodeProblem | null>(null)
  const { save, saved } = useSaving(record)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(saved))
  const change = (patch: Partial<FunctionDraft>) => setDraft((before) => ({ ...before, ...patch }))
  return (
    <>
      <PageHeader
        back={{ href: '/functions', label: 'Functions' }}
        title={saved.name}
        meta={isChanged ? <Badge tone="warn">Not saved yet</Badge> : null}
        description={
          isAdmin
            ? 'Workflows call the function as it was when they were published. Publish them again after a change.'
            : 'Admins write functions; you can choose this one in a workflow.'
        }
        actions={
          isAdmin ? (
            <>
              <RemoveFunction id={saved.id} name={saved.name} />
              <Button
                variant="primary"
                disabled={!isChanged}
                isPending={save.isPending}
                onClick={() => save.mutate({ id: saved.id, revision: saved.revision, ...draft })}
              >
                Save
              </Button>
            </>
          ) : null
        }
      />
      {save.error ? (
        <p role="alert" className="mb-4 flex flex-wrap items-center gap-3 text-bad">
          {save.error.message}
          {save.error.data?.appCode === 'conflict' ? (
            <Button size="sm" onClick={onReload}>
              Reload
            </Button>
          ) : null}
        </p>
      ) : null}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {draft.runtime === 'javascript' ? (
            <CodeEditor
              label="Code of the function"
              value={draft.code}
              onValueChange={(code) => {
                change({ code })
                setProblem(null)
              }}
              isReadOnly={!isAdmin}
              problem={problem}
            />
          ) : (
            <FormField
              label="Function at AWS"
              help="Its name or its ARN. Region and credentials come from AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this installation."
            >
              {(control) => (
                <Input
                  {...control}
                  value={draft.target}
                  placeholder="score-company:live"
                  disabled={!isAdmin}
                  onChange={({ target }) => change({ target: target.value })}
                />
              )}
            </FormField>
          )}
          {isAdmin ? <TestPanel draft={draft} onProblem={setProblem} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <FunctionSettings draft={draft} onChange={change} isReadOnly={!isAdmin} />
          <FunctionHelp runtime={draft.runtime} />
        </div>
      </div>
    </>
  )
}

function useSaving(record: FunctionRecord) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [saved, setSaved] = useState(record)
  const save = useMutation(
    trpc.functions.save.mutationOptions({
      onSuccess: (answer) => {
        setSaved(answer)
        toast.success('Saved')
        return queryClient.invalidateQueries(trpc.functions.list.pathFilter())
      },
      onError: () => {}, // shown on the page
    }),
  )
  return { save, saved }
}

function draftOf({ name, description, runtime, code, target, timeoutMs }: FunctionRecord): FunctionDraft {
  return { name, description, runtime, code, target, timeoutMs }
}
