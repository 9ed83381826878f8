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

const STYLE = `
:root { color-scheme: light dark; --back: #f8fafc; --card: #fff; --ink: #0f172a; --soft: #475569; --line: #e2e8f0; --edge: #94a3b8; --bad: #b3261e; --act: #4338ca }
@media (prefers-color-scheme: dark) { :root { --back: #0b1120; --card: #131c31; --ink: #f1f5f9; --soft: #a3b1c6; --line: #26334d; --edge: #5b6b88; --bad: #f5968c; --act: #818cf8 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--back); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
main { width: 100%; max-width: 28rem; padding: 2.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem }
h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.3 }
p { margin: 0; color: var(--soft) }
form { margin-top: 1.5rem }
h1, p { overflow-wrap: anywhere }
label { display: block; margin-bottom: .25rem; font-size: .875rem; font-weight: 600 }
input { width: 100%; margin-bottom: 1rem; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: .625rem; background: var(--back); color: var(--ink); font: inherit }
input:focus-visible { outline: 3px solid var(--act); outline-offset: 1px }
.problem { display: block; margin: -.5rem 0 1rem; color: var(--bad); font-size: .875rem }
.trap { position: absolute; left: -10000px; width: 1px; height: 1px; overflow: hidden }
button { font: inherit; font-weight: 600; padding: .625rem 1.25rem; border: 0; border-radius: .625rem; background: var(--act); color: var(--card); cursor: pointer }
button:focus-visible { outline: 3px solid var(--act); outline-offset: 3px }
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
