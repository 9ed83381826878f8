import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { ScrollBox } from '@/components/ui/scroll-box'

/** What goes into the head of a page, and how it is told of consent. */
export function SnippetCard({ snippet }: { snippet: string }) {
  return (
    <Card
      title="Tracker script"
      description="Paste it into the head of pages with your links on them, and of pages your links lead to."
      actions={<CopyButton text={snippet} label="Copy snippet" />}
    >
      <ScrollBox label="Snippet" className="rounded-md border bg-sunken">
        <pre className="w-max p-3 font-mono text-[13px]">{snippet}</pre>
      </ScrollBox>
      <ul className="mt-3 list-disc space-y-1 pl-5 text-[13px] text-ink-soft">
        <li>
          Nothing is stored or sent before the page calls <Code>switchyard('consent', true)</Code>, or has{' '}
          <Code>data-consent="granted"</Code> on the script. <Code>switchyard('consent', false)</Code> takes
          it back.
        </li>
        <li>
          Global Privacy Control and Do Not Track are a no; <Code>data-dnt="ignore"</Code> leaves out the
          latter.
        </li>
        <li>
          <Code>{"switchyard('track', 'signed-up', { plan: 'pro' })"}</Code> reports an event, which the goal
          “Event received” can wait for.
        </li>
        <li>
          A link tells the page who comes when “Tell the page who comes” is on, on the page of that link.
        </li>
      </ul>
    </Card>
  )
}

function Code({ children }: { children: string }) {
  return (
    <code className="break-words rounded bg-sunken px-1 py-0.5 font-mono text-[12px] text-ink">
      {children}
    </code>
  )
}
