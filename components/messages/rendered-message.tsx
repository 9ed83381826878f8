'use client'

import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import type { MessageReference } from '@/workflows/references'
import { htmlToElements } from './html-to-elements'
import { linkTypes } from './link-types'
import { paperClass } from './paper'

type MessageLink = MessageReference['links'][number]

export type MessageLinkPickerProps = {
  /** The email as its author wrote it; anchors carry `data-link-id`. */
  html: string
  links: MessageLink[]
  selectedLinkIds: string[]
  onToggle: (linkId: string) => void
  isReadOnly?: boolean
}

/**
 * Shows an email and lets links in it be picked, by mouse in the email or by keyboard in either place (KP-7).
 * Links that cannot satisfy a goal are shown disabled, with the reason (KP-4, ?8).
 */
export function MessageLinkPicker(props: MessageLinkPickerProps) {
  const { html, links, selectedLinkIds } = props
  if (links.length === 0) return <NoLinks />
  return (
    <div className="flex flex-col gap-3">
      <RenderedMessage html={html}>
        {({ id, children }) => (
          <LinkInMessage {...props} link={links.find((link) => link.id === id)}>
            {children}
          </LinkInMessage>
        )}
      </RenderedMessage>
      <p className="text-xs opacity-70" aria-live="polite">
        {selectedLinkIds.filter((id) => links.some((link) => link.id === id)).length} of {links.length} links
        selected
      </p>
      <ul className="flex flex-col gap-1" aria-label="Links in this email">
        {links.map((link) => (
          <LinkRow key={link.id} {...props} link={link} />
        ))}
      </ul>
    </div>
  )
}

type RenderedMessageProps = {
  html: string
  children: (link: { id: string; href: string; children: ReactNode }) => ReactNode
}

/** An email on white paper, without anything in it that runs; the caller draws its links. */
export function RenderedMessage({ html, children }: RenderedMessageProps) {
  const content = htmlToElements(html, ({ key, ...link }) => <span key={key}>{children(link)}</span>)
  return (
    <div className={clsx('overflow-x-auto rounded-lg border border-neutral-200 p-4', paperClass)}>
      {content}
    </div>
  )
}

type LinkProps = Pick<MessageLinkPickerProps, 'selectedLinkIds' | 'onToggle' | 'isReadOnly'>

function LinkInMessage({
  link,
  children,
  selectedLinkIds,
  onToggle,
  isReadOnly,
}: LinkProps & { link: MessageLink | undefined; children: ReactNode }) {
  if (!link) return <span className="underline decoration-dotted">{children}</span>
  const reason = linkTypes[link.type].cannotTrigger
  const isSelected = selectedLinkIds.includes(link.id)
  const isDisabled = Boolean(reason) || Boolean(isReadOnly)
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      aria-disabled={isDisabled}
      title={reason ?? `${isSelected ? 'Remove from' : 'Add to'} the goal: ${link.destination}`}
      onClick={() => !isDisabled && onToggle(link.id)}
      className={clsx(
        'rounded px-1 text-left underline outline-offset-2 transition-colors focus-visible:outline-2 focus-visible:outline-sky-600',
        isSelected && 'bg-emerald-600 text-white no-underline',
        !isSelected && !isDisabled && 'cursor-pointer bg-sky-100 text-sky-900 hover:bg-sky-200',
        !isSelected && isDisabled && 'cursor-not-allowed text-neutral-500 decoration-dotted',
      )}
    >
      {children}
    </button>
  )
}

function LinkRow({ link, selectedLinkIds, onToggle, isReadOnly }: LinkProps & { link: MessageLink }) {
  const id = useId()
  const { name, cannotTrigger } = linkTypes[link.type]
  return (
    <li
      className={clsx('flex items-start gap-2 rounded-md px-2 py-1.5 text-sm', cannotTrigger && 'opacity-70')}
    >
      <input
        id={id}
        type="checkbox"
        className="mt-1 size-4 accent-emerald-600"
        checked={selectedLinkIds.includes(link.id)}
        disabled={Boolean(cannotTrigger) || isReadOnly}
        aria-describedby={`${id}-about`}
        onChange={() => onToggle(link.id)}
      />
      <span className="min-w-0 flex-1">
        <label htmlFor={id} className="font-medium">
          {link.label}
        </label>
        <span id={`${id}-about`} className="block text-xs break-words opacity-75">
          {name} · {link.destination}
          {cannotTrigger && <span className="block">{cannotTrigger}</span>}
        </span>
      </span>
    </li>
  )
}

/** KP-5: links come first, then the goal. */
function NoLinks() {
  return (
    <p className="rounded-lg border border-dashed border-current/25 p-4 text-sm opacity-80">
      This email has no links yet. Open it under Emails, add a link, save it, then choose the link here.
    </p>
  )
}
