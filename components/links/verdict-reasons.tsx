import { reasonText } from './verdict-badge'

const weights: Record<string, string> = {
  Certain: 'border-bad text-bad',
  Probable: 'border-warn text-warn',
  Weak: 'border-line-strong text-ink-soft',
  Slight: 'border-line text-ink-faint',
}

/** Why a click got its verdict: each sign with what it is worth (?15). */
export function VerdictReasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null
  return (
    <ul className="mt-0.5 flex flex-col gap-0.5 text-ink-faint text-xs">
      {reasons.map((reason) => (
        <li key={reason} className="break-words">
          <Reason text={reasonText(reason)} />
        </li>
      ))}
    </ul>
  )
}

function Reason({ text }: { text: string }) {
  const [, weight = '', sentence = ''] = /^(\w+): (.+)$/.exec(text) ?? []
  const look = weights[weight]
  if (!look) return text
  return (
    <>
      <span className={`mr-1 rounded-sm border px-1 ${look}`}>{weight}</span>
      {sentence}
    </>
  )
}
