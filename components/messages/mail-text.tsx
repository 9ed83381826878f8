type MailTextProps = {
  text: string
  /** Makes links of the addresses, as mail programs do. */
  canOpenLinks?: boolean
}

/** The plain text part of a mail. */
export function MailText({ text, canOpenLinks = false }: MailTextProps) {
  return (
    <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-lg border bg-surface p-4 font-mono text-[13px] leading-relaxed">
      {canOpenLinks ? withLinks(text) : text}
    </pre>
  )
}

/** Every second part of the split is an address. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]])/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that never changes
        key={index}
        href={part}
        target="_blank"
        rel="noopener noreferrer"
        className="rounded-sm text-accent-ink underline focus-ring"
      >
        {part}
      </a>
    ),
  )
}
