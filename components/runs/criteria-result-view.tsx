import { Check, X } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { CriteriaRule } from '@/workflows/criteria/criteria'
import { describeRule } from '@/workflows/criteria/describe-criteria'
import type { CriteriaResult, RuleResult } from '@/workflows/criteria/evaluate'
import { formatValue } from '@/workflows/format-value'
import { fieldLabel } from '@/workflows/prospect-fields'

type CriteriaResultViewProps = {
  result: CriteriaResult
  /** The value of a field after everything that ran earlier in the same burst; the criteria did not read it. */
  valueByThen?: (field: string) => unknown
}

/** A condition as it was evaluated: every rule with the original value it read, and whether that met it (IR-13). */
export function CriteriaResultView({ result, valueByThen }: CriteriaResultViewProps) {
  return (
    <figure aria-label="Criteria" className="overflow-hidden rounded-md border bg-canvas">
      <Group result={result} valueByThen={valueByThen} />
    </figure>
  )
}

type GroupProps = { result: CriteriaResult; valueByThen: CriteriaResultViewProps['valueByThen'] }

function Group({ result, valueByThen }: GroupProps) {
  const isPlain = result.rules.length === 1 && !result.not
  return (
    <div>
      {isPlain ? null : (
        <p className="flex items-center gap-2 px-3 pt-2 text-[13px] text-ink-soft">
          <Mark passed={result.passed} />
          {groupTitle(result)}
        </p>
      )}
      <ul className={cn('divide-y', !isPlain && 'mt-1 ml-5 border-t border-l')}>
        {result.rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored result never changes, and rules have no ids
          <li key={index}>
            {'rules' in rule ? (
              <Group result={rule} valueByThen={valueByThen} />
            ) : (
              <Rule rule={rule} valueByThen={valueByThen} />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function groupTitle({ combinator, not, rules, passed }: CriteriaResult): string {
  if (rules.length === 0) return 'No rules, so always met'
  const wanted = combinator === 'and' ? 'all of these' : 'any of these'
  return `${not ? 'Not' : 'Needs'} ${wanted} — ${passed ? 'met' : 'not met'}`
}

function Rule({ rule, valueByThen }: { rule: RuleResult; valueByThen: GroupProps['valueByThen'] }) {
  const original = formatValue(rule.original)
  const later = valueByThen ? formatValue(valueByThen(rule.field)) : original
  return (
    <div className="px-3 py-2">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <span className="flex min-w-0 flex-1 basis-52 items-baseline gap-2">
          <span className="self-center">
            <Mark passed={rule.passed} />
          </span>
          <span className="min-w-0 break-words">{sentenceOf(rule)}</span>
        </span>
        <span className="text-ink-soft">
          original value{' '}
          <strong className="break-words font-semibold text-ink tabular-nums">{original}</strong>
        </span>
        <span className={cn('w-16 text-right font-medium', rule.passed ? 'text-good' : 'text-warn')}>
          {rule.passed ? 'met' : 'not met'}
        </span>
      </div>
      {later === original ? null : (
        <p className="mt-0.5 ml-6 text-[13px] text-ink-faint">
          {fieldLabel(rule.field)} was {later} by then, but criteria read the value from when the event
          arrived.
        </p>
      )}
    </div>
  )
}

function sentenceOf(rule: RuleResult): string {
  const { field, operator } = rule
  return describeRule({ field, operator, value: rule.value as CriteriaRule['value'] }) // it was a checked rule's
}

function Mark({ passed }: { passed: boolean }) {
  return passed ? (
    <Check className="size-4 shrink-0 text-good" aria-hidden />
  ) : (
    <X className="size-4 shrink-0 text-warn" aria-hidden />
  )
}
