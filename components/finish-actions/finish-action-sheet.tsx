'use client'

import { useState } from 'react'
import { EditorProvider } from '@/components/editor/editor-context'
import { makeId } from '@/components/editor/make-id'
import { useEditorSources } from '@/components/editor/use-editor-sources'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { definitionFor } from '@/workflows/catalogue'
import { documentOf, type FinishAction, finishActionsOf } from '@/workflows/finish-actions'
import { actionDefinitions, whyWithheld } from '@/workflows/finish-actions/availability'
import { judgeFinishActions } from '@/workflows/finish-actions/judge-finish-actions'
import type { FinishActionHost, HostRules } from '@/workflows/hosts'
import { EntrySettings } from './entry-settings'
import { useEntryStore } from './use-entry-store'
import type { SavingList } from './use-saving-list'

type FinishActionSheetProps = {
  host: FinishActionHost
  /** The entry to change; null adds one at the end. */
  entry: FinishAction | null
  items: FinishAction[]
  rules: HostRules
  references: RouterOutputs['workflows']['references']
  saving: SavingList
  onSave: (items: FinishAction[]) => void
  onClose: () => void
}

/** One Finish Action being filled out: a name, what to do, and its criteria; then “Save Finish Action” (IF-4). */
export function FinishActionSheet(props: FinishActionSheetProps) {
  const { host, entry, items, rules, references, saving, onSave, onClose } = props
  const [id] = useState(() => entry?.id ?? makeId())
  const [name, setName] = useState(entry?.name ?? '')
  const [type, setType] = useState(entry?.type ?? null)
  const [hasTried, setTried] = useState(false)
  const store = useEntryStore({ host, items, references, rules, showsProblems: hasTried })
  const sources = useEditorSources('', references)
  const choose = (chosen: string) => {
    const definition = definitionFor(chosen)
    if (!definition) return
    // A name that the last choice gave follows the choice; a name of one's own stays.
    const isOwnName = name.trim() !== '' && name !== definitionFor(type ?? '')?.title
    const title = isOwnName ? name : definition.title
    setType(chosen)
    setName(title)
    const config = structuredClone(definition.initial) as FinishAction['config'] // a config is a record of its fields
    const fresh: FinishAction = { id, name: title, type: chosen, config, criteria: null }
    store.getState().edit('Choose an action', () => documentOf(host, [...items, fresh]))
  }
  const save = () => {
    setTried(true)
    const list = finishActionsOf(store.getState().document).map((item) =>
      item.id === id ? { ...item, name: name.trim() } : item,
    )
    const { problems } = judgeFinishActions(host, list, { references, rules })
    if (name.trim() && type && problems.every(({ nodeId }) => nodeId !== id)) onSave(list)
  }
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={entry ? `Edit “${entry.name}”` : 'Add Finish Action'}
      className="w-[min(34rem,calc(100vw-1.5rem))]"
    >
      <div className="flex flex-col gap-5">
        <FormField label="Name" isRequired error={hasTried && !name.trim() ? 'Enter a name' : null}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={name}
              placeholder="What this does, in your words"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        {entry ? null : (
          <FormField label="Action" isRequired error={hasTried && !type ? 'Choose an action' : null}>
            {(control) => (
              <Combobox
                {...control}
                options={optionsFor(host, rules)}
                value={type}
                onValueChange={choose}
                placeholder="Choose an action…"
                searchPlaceholder="Search actions…"
              />
            )}
          </FormField>
        )}
        <EditorProvider store={store} sources={sources}>
          {type ? <EntrySettings key={type} id={id} /> : null}
        </EditorProvider>
        {saving.notSaved && hasTried ? (
          <ErrorNotice title="Not saved" error={saving.notSaved.message} />
        ) : null}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isPending={saving.isPending} onClick={save}>
            Save Finish Action
          </Button>
        </DialogFooter>
      </div>
    </Sheet>
  )
}

/** Every action; those that this host may not have say why instead of what they do (?11). */
function optionsFor({ kind }: FinishActionHost, rules: HostRules) {
  return actionDefinitions.map(({ type, title, description }) => {
    const reason = whyWithheld(type, kind, rules)
    return { value: type, label: title, hint: reason ?? description, isDisabled: reason !== null }
  })
}
