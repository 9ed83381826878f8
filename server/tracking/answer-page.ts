import type { ServerResponse } from 'node:http'

export type Page = {
  status: number
  title: string
  /** Sentences, as text. */
  text: string
  /** A button that posts to the page's own address. */
  button?: string
  /** What is asked for above the button. */
  fields?: PageField[]
  headers?: Record<string, string>
}

export type PageField = {
  name: string
  label: string
  /** `trap` is not seen by people, so whoever fills it in is a program. */
  type: 'text' | 'email' | 'hidden' | 'trap'
  value?: string
  /** What browsers may fill in by themselves. */
  autocomplete?: string
  isRequired?: boolean
  /** What to put right. */
  problem?: string
}

/** Answers with a small page of its own: nothing is loaded, light and dark as the reader likes it. */
export function answerPage(response: ServerResponse, page: Page): void {
  const html = pageHtml(page)
  response.writeHead(page.status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    'X-Content-Type-Options': 'nosniff',
    // The address may hold a token.
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ...page.headers,
  })
  response.end(html)
}

function pageHtml({ title, text, button, fields = [] }: Page): string {
  const asked = fields.map(fieldHtml).join('')
  const form = button ? `<form method="post">${asked}<button>${escaped(button)}</button></form>` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${form}
</main>
</body>
</html>
`
}

function fieldHtml({ name, label, type, value = '', autocomplete = 'off', isRequired, problem }: PageField) {
  const attributes = `id="${name}" name="${name}" value="${escaped(value)}" autocomplete="${autocomplete}"`
  if (type === 'hidden') return `<input type="hidden" ${attributes}>`
  if (type === 'trap')
    return `<div class="trap" aria-hidden="true"><label for="${name}">${escaped(label)}</label><input ${attributes} tabindex="-1"></div>`
  const wrong = problem ? ` aria-invalid="true" aria-describedby="${name}-problem"` : ''
  const told = problem ? `<span class="problem" id="${name}-problem">${escaped(problem)}</span>` : ''
  const needed = isRequired ? ' required' : ''
  return `<label for="${name}">${escaped(label)}</label><input type="${type}" ${attributes}${needed}${wrong} maxlength="320">${told}`
}

/** The app's colours (`app/globals.css`), and its type and boxes at a size for reading one thing on a telephone. */
const STYLE = `
:root { color-scheme: light dark; --canvas: #faf9f7; --surface: #ffffff; --line: #e8e4de; --ink: #23201c; --ink-soft: #57524b; --ink-faint: #6e6860; --accent: #0f766e; --accent-hover: #0b5f59; --on-accent: #ffffff; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --canvas: #161513; --surface: #1d1b19; --line: #302c28; --ink: #f2efeb; --ink-soft: #bcb5ac; --ink-faint: #9a938a; --accent: #3dbcac; --accent-hover: #57cfbf; --on-accent: #05221f; --bad: #f5968c } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2.5rem 1rem; background: var(--canvas); color: var(--ink); font: 1rem/1.5 "Inter Variable", Inter, ui-sans-serif, system-ui, sans-serif; overflow-wrap: anywhere; -webkit-font-smoothing: antialiased }
main { width: 100%; max-width: 26rem; padding: 1.75rem; background: var(--surface); border: 1px solid var(--line); border-radius: 12px }
h1 { margin: 0; font-size: 1.25rem; font-weight: 600; line-height: 1.35; letter-spacing: -.02em; text-wrap: balance }
p { margin: .5rem 0 0; color: var(--ink-soft); text-wrap: pretty }
form { margin-top: 1.5rem }
label { display: block; margin-bottom: .375rem; font-size: .875rem; font-weight: 500 }
input { width: 100%; height: 2.75rem; margin-bottom: 1rem; padding: 0 .75rem; border: 1px solid var(--ink-faint); border-radius: 8px; background: var(--surface); color: var(--ink); font: inherit }
input:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
input[aria-invalid] { border-color: var(--bad) }
.problem { display: block; margin: -.625rem 0 1rem; color: var(--bad); font-size: .875rem }
.trap { position: absolute; left: -10000px; width: 1px; height: 1px; overflow: hidden }
button { height: 2.75rem; padding: 0 1.25rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 500; cursor: pointer }
button:hover { background: var(--accent-hover) }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
`

function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
