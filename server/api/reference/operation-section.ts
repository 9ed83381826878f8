import { html } from 'hono/html'
import { type SchemaRow, schemaRows, typeName } from './schema-rows'
import { withCode } from './with-code'

export type Rendered = ReturnType<typeof html>

type Content = { content?: Record<string, { schema?: unknown }> | undefined }

/** One call, as the OpenAPI document describes it. */
export type Operation = {
  id: string
  method: string
  path: string
  tag: string
  summary?: string | undefined
  description?: string | undefined
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: unknown }[]
  requestBody?: Content
  responses?: Record<string, Content & { description?: string }>
}

/** Everything there is to know of one call. */
export function operationSection(operation: Operation, server: string): Rendered {
  const {
    id,
    method,
    path,
    summary,
    description = '',
    parameters = [],
    requestBody,
    responses = {},
  } = operation
  const body = schemaIn(requestBody)
  return html`<section id="${id}">
<h3><span class="method ${method}">${method}</span> <code>${path}</code></h3>
<p class="summary">${summary}</p>
${description.split('\n\n').map((text) => html`<p>${withCode(text)}</p>`)}
${parameters.length ? parameterTable(parameters) : ''}
${body ? html`<h4>Body</h4>${schemaTable(body)}` : ''}
${Object.entries(responses)
  .filter(([status]) => status !== 'default')
  .map(([status, response]) => responsePart(status, response))}
<pre><code>${example({ method, path, server, hasBody: Boolean(body) })}</code></pre>
</section>`
}

function responsePart(status: string, response: Content & { description?: string }): Rendered {
  const schema = schemaIn(response)
  return html`<h4>Answer ${status} <small>${response.description}</small></h4>${schema ? schemaTable(schema) : ''}`
}

function schemaIn(part: Content | undefined): unknown {
  return Object.values(part?.content ?? {})[0]?.schema
}

function parameterTable(parameters: NonNullable<Operation['parameters']>): Rendered {
  const rows = parameters.map(({ name, in: place, required = false, description = '', schema }) => ({
    path: `${name} (${place})`,
    type: typeName(schema),
    isRequired: required,
    description,
  }))
  return html`<h4>Parameters</h4>${table(rows)}`
}

function schemaTable(schema: unknown): Rendered {
  const rows = schemaRows(schema)
  return rows.length ? table(rows) : html`<p><code>${typeName(schema)}</code></p>`
}

function table(rows: SchemaRow[]): Rendered {
  return html`<div class="scroll"><table><thead><tr><th>Field</th><th>Type</th><th></th></tr></thead><tbody>
${rows.map(
  ({ path, type, isRequired, description }) =>
    html`<tr><td><code>${path}</code></td><td><code class="type">${type}</code></td><td>${[isRequired ? '' : 'optional', description].filter(Boolean).join('; ')}</td></tr>`,
)}
</tbody></table></div>`
}

type Example = { method: string; path: string; server: string; hasBody: boolean }

function example({ method, path, server, hasBody }: Example): string {
  const lines = [
    `curl -X ${method.toUpperCase()} '${server}${path}' \\`,
    `  -H 'Authorization: Bearer sy_…'${hasBody ? ' \\' : ''}`,
    ...(hasBody ? [`  -H 'Content-Type: application/json' -d '{ … }'`] : []),
  ]
  return lines.join('\n')
}
