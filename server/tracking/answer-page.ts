import type { ServerResponse } from 'node:http'

type Page = {
  status: number
  title: string
  /** Sentences, as text. */
  text: string
  /** A button that posts to the page's own address. */
  button?: string
  headers?: Record<string, string>
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

function pageHtml({ title, text, button }: Page): string {
  const form = button ? `<form method="post"><button>${escaped(button)}</button></form>` : ''
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

const STYLE = `
:root { color-scheme: light dark; --back: #f8fafc; --card: #fff; --ink: #0f172a; --soft: #475569; --line: #e2e8f0; --act: #4338ca }
@media (prefers-color-scheme: dark) { :root { --back: #0b1120; --card: #131c31; --ink: #f1f5f9; --soft: #a3b1c6; --line: #26334d; --act: #818cf8 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--back); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
main { max-width: 28rem; padding: 2.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem }
h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.3 }
p { margin: 0; color: var(--soft) }
form { margin-top: 1.5rem }
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
