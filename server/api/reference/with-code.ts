import { html } from 'hono/html'
import type { Rendered } from './operation-section'

/** Text with what stands between back-ticks as code. */
export function withCode(text: string): Rendered[] {
  return text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : html`${part}`))
}
