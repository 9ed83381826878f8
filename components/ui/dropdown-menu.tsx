'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

type DropdownMenuProps = {
  /** The element that opens the menu; takes a ref. */
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'right' | 'left'
}

/** A menu of commands. Fill it with MenuItem, MenuLabel and MenuSeparator. */
export function DropdownMenu({ trigger, children, align = 'end', side = 'bottom' }: DropdownMenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 max-w-72 animate-appear rounded-lg border bg-surface p-1 shadow-pop outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type MenuItemProps = {
  children: ReactNode
  icon?: ReactNode
  onSelect?: () => void
  isDanger?: boolean
  disabled?: boolean
  /** Keys, shown at the end. */
  shortcut?: string
  /** The only child is a Link. */
  asChild?: boolean
}

export function MenuItem({ children, icon, onSelect, isDanger, disabled, shortcut, asChild }: MenuItemProps) {
  const className = cn(
    'flex w-full cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none data-disabled:pointer-events-none data-highlighted:bg-sunken data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
    isDanger ? 'text-bad' : '[&_svg]:text-ink-faint',
  )
  if (asChild)
    return (
      <Radix.Item asChild className={className}>
        {children}
      </Radix.Item>
    )
  return (
    <Radix.Item className={className} disabled={disabled} onSelect={onSelect}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut ? <kbd className="text-ink-faint text-xs">{shortcut}</kbd> : null}
    </Radix.Item>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-1.5 text-ink-faint text-xs">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
}
