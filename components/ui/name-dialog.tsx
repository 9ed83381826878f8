'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from './button'
import { Dialog, DialogFooter } from './dialog'
import { FormField } from './form-field'
import { Input } from './input'

type NameDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: string
  label: string
  help?: ReactNode
  placeholder?: string
  initialName?: string
  submitLabel: string
  error: string | null
  isPending: boolean
  onSubmit: (name: string) => void
}

/** Asks for one name. */
export function NameDialog({ isOpen, onOpenChange, title, ...form }: NameDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={title} className="max-w-md">
      <NameForm {...form} onCancel={() => onOpenChange(false)} />
    </Dialog>
  )
}

type NameFormProps = Omit<NameDialogProps, 'isOpen' | 'onOpenChange' | 'title'> & { onCancel: () => void }

function NameForm(props: NameFormProps) {
  const {
    label,
    help,
    placeholder,
    initialName = '',
    submitLabel,
    error,
    isPending,
    onSubmit,
    onCancel,
  } = props
  const [name, setName] = useState(initialName)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) onSubmit(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <FormField label={label} help={help} error={error}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            required
            maxLength={200}
            value={name}
            placeholder={placeholder}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FormField>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending} disabled={!name.trim()}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
