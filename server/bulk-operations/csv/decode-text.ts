import type { CsvEncoding } from './csv-format'

/**
 * Bytes as text, a mark at the beginning included.
 * @param isCut when more follows: a character that the end cuts in two is left out
 */
export function decodeText(bytes: Uint8Array, encoding: CsvEncoding, { isCut = false } = {}): string {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: isCut })
  return encoding === 'windows-1252' ? text.replace(/[\u0080-\u009f]/g, ofWindows) : text
}

/** The characters of 0x80 to 0x9f. Node 20 reads windows-1252 as Latin 1, which has none there. */
const windowsOnly = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function ofWindows(char: string): string {
  return windowsOnly[char.charCodeAt(0) - 0x80] ?? char
}
