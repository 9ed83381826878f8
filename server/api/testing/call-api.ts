import type { ApiKeyScope } from '../../auth/api-key'
import { createApiKey } from '../../auth/create-api-key'
import { api } from '../app'

export type ApiCall = {
  body?: unknown
  /** The body as it is, in place of `body`. */
  text?: string
  /** Null sends none. */
  key?: string | null
  headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape, which tests look into
export type ApiAnswer = { status: number; headers: Headers; body: any; text: string }

/** One call over the API's own door, without a network. `where` is `POST /prospects`. */
export async function callApi(
  where: string,
  { body, text, key = null, headers = {} }: ApiCall = {},
): Promise<ApiAnswer> {
  const [method = 'GET', path = ''] = where.split(' ')
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body))
  const request = new Request(`http://localhost/api/v1${path}`, {
    method,
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers },
    ...(sent !== undefined && { body: sent }),
  })
  const response = await api.fetch(request)
  const answer = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    headers: response.headers,
    text: answer,
    body: isJson ? JSON.parse(answer) : null,
  }
}

/** A key for a test. */
export async function makeKey(scope: ApiKeyScope): Promise<string> {
  const { key } = await createApiKey({ name: `test ${scope}`, scope }, 'test')
  return key
}
