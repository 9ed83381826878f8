/**
 * Whether `text` is an address that URL takes. `URL.canParse` itself must not be used: in Node 20, once it has been
 * called often enough to be compiled, it refuses every address with a letter such as `ü` in it.
 */
export function canParseUrl(text: string, base?: string): boolean {
  try {
    new URL(text, base)
    return true
  } catch {
    return false
  }
}
