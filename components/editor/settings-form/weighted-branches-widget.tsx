'use client'

import { Plus, Trash2 } from 'lucide-react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { shareOf } from '@/workflows/logic/share-of'
import { useEditor } from '../editor-context'
import { makeId } from '../make-id'
import { problemsAt } from '../problems-at'
import { moveItem } from './move-item'
import { NumberInput } from './number-input'
import { SortableItem } from './sortable-item'
import type { WidgetProps } from './widget-props'

/** A branch while it is being filled in: the name may be empty and the weight missing. */
const draftBranchesSchema = z.array(
  z.object({ id: z.string(), name: z.string(), weight: z.number().optional() }),
)
type DraftBranch = z.infer<typeof draftBranchesSchema>[number]

/** Named branches with their weights, and what each weight comes to in percent. */
export function WeightedBranchesWidget(props: WidgetProps) {
  const { control, info, value, onChange, isReadOnly } = props
  const branches = draftBranchesSchema.safeParse(value).data ?? []
  const add = () =>
    onChange([...branches, { id: makeId(), name: `Branch ${branches.length + 1}`, weight: 50 }])
  return (
    <fieldset id={control.id} aria-label={info.label} className="flex min-w-0 flex-col gap-2">
      {branches.length ? (
        <ol className="flex flex-col gap-2">
          {branches.map((branch, index) => (
            <BranchItem key={branch.id} {...props} branches={branches} branch={branch} index={index} />
          ))}
        </ol>
      ) : null}
      {isReadOnly ? null : (
        <Button size="sm" className="self-start" onClick={add}>
          <Plus />
          Add branch
        </Button>
      )}
    </fieldset>
  )
}

type BranchItemProps = WidgetProps & { branches: DraftBranch[]; branch: DraftBranch; index: number }

function BranchItem({ branches, branch, index, ...props }: BranchItemProps) {
  const { nodeId, path, onChange, isReadOnly, control } = props
  const name = branch.name || `branch ${index + 1}`
  const problems = useEditor((state) => state.problems)
  const messages = problemsAt(problems, nodeId, `${path}.${index}`, true).map(({ message }) => message)
  const change = (next: DraftBranch) => onChange(branches.map((other) => (other === branch ? next : other)))
  return (
    <SortableItem
      name={name}
      listId={control.id}
      index={index}
      count={branches.length}
      isReadOnly={isReadOnly}
      onMove={(from, to) => onChange(moveItem(branches, from, to))}
      header={
        <Input
          aria-label={`Name of branch ${index + 1}`}
          className="h-8"
          value={branch.name}
          disabled={isReadOnly}
          data-field-path={`${path}.${index}.name`}
          onChange={({ target }) => change({ ...branch, name: target.value })}
        />
      }
      actions={
        <IconButton
          size="sm"
          className="w-7"
          label={`Remove ${name}`}
          onClick={() => onChange(branches.filter((other) => other !== branch))}
        >
          <Trash2 />
        </IconButton>
      }
    >
      <div className="flex flex-wrap items-center gap-2 border-t p-1.5">
        <span className="text-[13px] text-ink-soft">Weight</span>
        <NumberInput
          aria-label={`Weight of ${name}`}
          className="h-8 w-24"
          value={branch.weight}
          disabled={isReadOnly}
          data-field-path={`${path}.${index}.weight`}
          onValueChange={(weight) =>
            change({ id: branch.id, name: branch.name, ...(weight === undefined ? {} : { weight }) })
          }
        />
        <output aria-label={`Share of ${name}`} className="text-[13px] text-ink-soft">
          {shareOf(branch, branches)} %
        </output>
        {[...new Set(messages)].map((message) => (
          <p key={message} className="w-full text-[13px] text-bad">
            {message}
          </p>
        ))}
      </div>
    </SortableItem>
  )
}
