import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'
import { shortAddress } from '../short-address'

const methods = [
  { value: 'POST', label: 'POST' },
  { value: 'PUT', label: 'PUT' },
  { value: 'PATCH', label: 'PATCH' },
  { value: 'GET', label: 'GET' },
  { value: 'DELETE', label: 'DELETE' },
] as const

/** Tells another program, signed by the Standard Webhooks scheme and with retries (IF-5). */
export const fireWebhook = defineAction({
  type: 'fire-webhook',
  title: 'Fire webhook',
  description: 'Sends a signed HTTP request to another program, and tries again until it is taken.',
  icon: 'webhook',
  config: z.object({
    url: field.webAddress('Address', {
      placeholder: 'https://example.com/hooks/switchyard',
      help: 'Only addresses on the public internet are called.',
    }),
    method: field.choice('Method', [...methods]).default('POST'),
    headers: field
      .headers('Headers', { help: 'For example Authorization. Everybody who sees this workflow sees them.' })
      .default([]),
    body: field.template('Body', {
      placeholder: '{ "email": "{{ email }}", "tags": {{ tags | json }} }',
      help: 'Left empty, the prospect and what happened are sent as JSON. Write {{ firstName }} inside quotes, and {{ tags | json }} for a whole value.',
    }),
  }),
  initial: { url: '', method: 'POST' },
  summary: ({ url, method = 'POST' }) => (url ? `${method} ${shortAddress(url)}` : 'Enter the address'),
  perform: ({ url, method, headers, body }) => [
    {
      kind: 'webhook.send',
      payload: {
        url,
        method,
        headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
        body: body || null,
      },
    },
  ],
  withheldFrom: (host, { areWebhooksOnLinks }) =>
    host === 'link' && !areWebhooksOnLinks
      ? 'Webhooks are switched off on redirect links. An admin can switch them on under Settings, Rules.'
      : null,
})
