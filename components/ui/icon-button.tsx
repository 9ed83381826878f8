'use client'

import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button'
import { cn } from './cn'
import { Tooltip } from './tooltip'

type IconButtonProps = Omit<ButtonProps, 'children' | 'asChild' | 'aria-label'> & {
  /** Says what the button does: its accessible name and its tooltip. */
  label: string
  children: ReactNode
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
}

/** A square button that shows only an icon. */
export function IconButton({
  label,
  children,
  size = 'md',
  variant = 'ghost',
  tooltipSide,
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} side={tooltipSide}>
      <Button
        aria-label={label}
        variant={variant}
        size={size}
        className={cn('px-0', size === 'sm' ? 'w-8' : size === 'lg' ? 'w-10' : 'w-9', className)}
        {...props}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
