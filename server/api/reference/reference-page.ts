import { html } from 'hono/html'
import type { openApiDocument } from '../open-api-document'
import { problemCodes } from '../problem'
import { type Operation, operationSection, type Rendered } from './operation-section'
import { referenceStyle } from './reference-style'
import { withCode } from './with-code'

type OpenApi = ReturnType<typeof openApiDocument>

/** The API reference as one page without scripts, drawn from the OpenAPI document: readable, printable, searchable. */
export function referencePage(document: OpenApi): Rendered {
  const operations = operationsIn(document)
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  const server = document.servers?.[0]?.url ?? ''
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${document.info.title}</title>
<style>${referenceStyle}</style>
</head>
<body>
<nav aria-label="Calls">
<p class="title"><a href="#top">${document.info.title}</a></p>
${tags.map((tag) => navigationOf(tag, operations))}
<p class="tag"><a href="#errors">Errors</a></p>
</nav>
<main id="top">
<h1>${document.info.title} <small>v${document.info.version}</small></h1>
<p>Base address: <code>${server}</code>. As a file for tools: <a href="openapi.json">openapi.json</a>.</p>
${(document.info.description ?? '').split('\n\n').map((text) => html`<p>${withCode(text)}</p>`)}
${tags.map(
  (tag) => html`<h2 id="tag-${tag}">${tag}</h2>
${operations.filter((operation) => operation.tag === tag).map((operation) => operationSection(operation, server))}`,
)}
${errorSection()}
</main>
</body>
</html>`
}

function navigationOf(tag: string, operations: Operation[]): Rendered {
  const own = operations.filter((operation) => operation.tag === tag)
  return html`<p class="tag"><a href="#tag-${tag}">${tag}</a></p>
<ul>${own.map(
    ({ id, method, summary }) =>
      html`<li><a href="#${id}"><span class="method ${method}">${method}</span> ${summary}</a></li>`,
  )}</ul>`
}

function errorSection(): Rendered {
  return html`<h2 id="errors">Errors</h2>
<p>Every error is <code>application/problem+json</code> with <code>type</code>, <code>title</code>, <code>status</code>,
<code>detail</code> (what to do next), <code>code</code>, and <code>errors</code> that point to parts of the request.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Title</th></tr></thead><tbody>
${problemCodes().map(
  ({ code, status, title }) =>
    html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
)}
</tbody></table>`
}

function operationsIn({ paths = {} }: OpenApi): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({
      ...operation,
      path,
      method,
      id: String(operation.operationId),
      tag: String(operation.tags?.[0] ?? ''),
    })),
  )
}
