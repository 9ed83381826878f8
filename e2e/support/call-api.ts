import type { Stack } from './start-stack'

/** The fields that tests read; what an answer does not have fails the expectation on it. */
type Body = { id: string; url: string; revision: number; items: { id: string }[]; problems: unknown[] }

/** Calls the REST API as its key holder and returns status and body. */
export async function callApi(stack: Stack, method: string, path: string, body?: unknown) {
  const response = await fetch(`${stack.baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body }
}

/** Like `callApi`, for calls that must succeed. */
export async function mustCall(stack: Stack, method: string, path: string, body?: unknown) {
  const answer = await callApi(stack, method, path, body)
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
