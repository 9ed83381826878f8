'use client'

import { type ReactNode, useId } from 'react'
import { cn } from './cn'
import { Label } from './label'

/** What a control inside a form field must take over, so that label, help and error belong to it. */
export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
  'aria-required': boolean | undefined
}

type FormFieldProps = {
  label: ReactNode
  help?: ReactNode
  error?: string | null | undefined
  isRequired?: boolean
  className?: string
  /** Draws the control: `{(control) => <Input {...control} … />}`. */
  children: (control: ControlProps) => ReactNode
}

/** Label, control, help and error, tied together for screen readers. */
export function FormField({ label, help, error, isRequired, className, children }: FormFieldProps) {
  const id = useId()
  const helpId = `${id}-help`
  const errorId = `${id}-error`
  const describedBy = [error ? errorId : null, help ? helpId : null].filter(Boolean).join(' ')
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <Label htmlFor={id}>
        {label}
        {isRequired ? (
          <span className="text-ink-faint" aria-hidden>
            {' *'}
          </span>
        ) : null}
      </Label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': isRequired || undefined,
      })}
      {error ? (
        <p id={errorId} className="text-[13px] text-bad">
          {error}
        </p>
      ) : null}
      {help ? (
        <p id={helpId} className="text-[13px] text-ink-faint">
          {help}
        </p>
      ) : null}
    </div>
  )
}
