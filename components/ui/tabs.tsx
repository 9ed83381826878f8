'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

type TabsProps<Value extends string> = {
  value: Value
  onValueChange: (value: Value) => void
  tabs: readonly { value: Value; label: ReactNode }[]
  /** TabPanels. */
  children: ReactNode
  className?: string
  'aria-label'?: string
}

/** Tabs with a line under the open one; scroll sideways when they do not fit. */
export function Tabs<Value extends string>({
  value,
  onValueChange,
  tabs,
  children,
  className,
  ...labels
}: TabsProps<Value>) {
  return (
    // Radix knows only strings; every value it can give back is one of the tabs.
    <Radix.Root value={value} onValueChange={(next) => onValueChange(next as Value)} className={className}>
      <Radix.List className="flex gap-3 overflow-x-auto border-b" {...labels}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="shrink-0 rounded-t-sm border-transparent border-b-2 px-1.5 pt-1 pb-2.5 text-ink-soft transition-colors hover:text-ink focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  )
}

type TabPanelProps = { value: string; children: ReactNode; className?: string }

export function TabPanel({ value, children, className }: TabPanelProps) {
  return (
    <Radix.Content value={value} className={cn('rounded-sm pt-5 focus-ring', className)}>
      {children}
    </Radix.Content>
  )
}
