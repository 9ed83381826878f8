import { derivedId } from '../db/new-id'

/** The id of a part of the demo workspace: making it again finds it again. */
export function demoId(...parts: (string | number)[]): string {
  return derivedId('demo', ...parts)
}
