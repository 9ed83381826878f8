import { useEffect, useState } from 'react'

/** The value as it was when it last stood still for `delayMs`. Compared by content, so fresh objects are fine. */
export function useDebounced<Value>(value: Value, delayMs: number): Value {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` stands for `value`
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [text, delayMs])
  return settled
}
