'use client'

import { ContextMenu as Radix } from 'radix-ui'
import { Fragment, type ReactNode } from 'react'
import type { Command } from '../commands/command'
import { menuGroups } from '../commands/commands'
import { describeKeys, isMac } from '../commands/keys'
import { useCommand } from '../commands/use-command'

/** The commands for what is selected, on right-click or a long press. */
export function CanvasMenu({ children }: { children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          collisionPadding={8}
          className="z-50 min-w-52 animate-appear rounded-lg border bg-surface p-1 shadow-pop outline-none"
        >
          {menuGroups.map((group, index) => (
            <Fragment key={group[0]?.id}>
              {index ? <Radix.Separator className="-mx-1 my-1 h-px bg-line" /> : null}
              {group.map((command) => (
                <CommandItem key={command.id} command={command} />
              ))}
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function CommandItem({ command }: { command: Command }) {
  const { isEnabled, run } = useCommand(command)
  const keys = command.keys[0]
  return (
    <Radix.Item
      disabled={!isEnabled}
      onSelect={run}
      className="flex cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none data-disabled:pointer-events-none data-highlighted:bg-sunken data-disabled:opacity-50"
    >
      <command.icon className="size-4 text-ink-faint" aria-hidden />
      <span className="flex-1">{command.label}</span>
      {keys ? <kbd className="text-ink-faint text-xs">{describeKeys(keys, isMac())}</kbd> : null}
    </Radix.Item>
  )
}
