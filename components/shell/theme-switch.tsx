'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const { setTheme } = useTheme()
  return (
    <DropdownMenu
      side="top"
      align="start"
      trigger={
        <IconButton label="Theme" size="sm">
          <Sun className="dark:hidden" />
          <Moon className="hidden dark:block" />
        </IconButton>
      }
    >
      <MenuItem icon={<Sun />} onSelect={() => setTheme('light')}>
        Light
      </MenuItem>
      <MenuItem icon={<Moon />} onSelect={() => setTheme('dark')}>
        Dark
      </MenuItem>
      <MenuItem icon={<Monitor />} onSelect={() => setTheme('system')}>
        As the system
      </MenuItem>
    </DropdownMenu>
  )
}
