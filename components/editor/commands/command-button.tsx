'use client'

import { IconButton } from '@/components/ui/icon-button'
import type { Command } from './command'
import { isMac } from './keys'
import { useCommand } from './use-command'

/** A command as a button with its icon. */
export function CommandButton({ command, className }: { command: Command; className?: string }) {
  const { isEnabled, run } = useCommand(command)
  const keys = command.keys[0]
  return (
    <IconButton
      label={command.label}
      size="sm"
      disabled={!isEnabled}
      onClick={run}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      {...(className ? { className } : {})}
    >
      <command.icon />
    </IconButton>
  )
}

function ariaKeys(keys: string): string {
  return keys.replace('mod', isMac() ? 'Meta' : 'Control').replace('shift', 'Shift')
}
