import { type RenderResult, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import superjson from 'superjson'
import { vi } from 'vitest'
import { TrpcProvider } from '@/components/trpc/trpc-provider'
import type { AppErrorCode } from '@/server/errors'

/** What a procedure answers; throw a Refusal to answer with an error. */
type Procedures = Record<string, (input: never) => unknown>

/** An error as our server sends it. */
export class Refusal extends Error {
  readonly appCode: AppErrorCode
  readonly details: unknown
  constructor(appCode: AppErrorCode, message: string, details: unknown = null) {
    super(message)
    this.appCode = appCode
    this.details = details
  }
}

/**
 * Renders with the real tRPC client in front of procedures that the test gives. Calls arrive over `fetch` as they
 * do in a browser; a procedure that is not given fails.
 */
export function renderWithServer(ui: ReactNode, procedures: Procedures): RenderResult {
  vi.stubGlobal('fetch', (url: string, init?: { body?: string }) =>
    answerBatch(String(url), init?.body, procedures),
  )
  return render(<TrpcProvider>{ui}</TrpcProvider>)
}

async function answerBatch(url: string, body: string | undefined, procedures: Procedures): Promise<Response> {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const names = pathname.replace('/api/trpc/', '').split(',')
  const inputs = JSON.parse(body ?? searchParams.get('input') ?? '{}')
  const answers = await Promise.all(names.map((name, index) => answer(name, inputs[index], procedures)))
  return new Response(JSON.stringify(answers), { headers: { 'content-type': 'application/json' } })
}

async function answer(
  name: string,
  input: Parameters<typeof superjson.deserialize>[0],
  procedures: Procedures,
) {
  try {
    const procedure = procedures[name]
    if (!procedure) throw new Refusal('internal', `the test gives no ${name}`)
    const given = input === undefined ? undefined : superjson.deserialize(input)
    return { result: { data: superjson.serialize(await procedure(given as never)) } } // the test knows its shape
  } catch (error) {
    const appCode = error instanceof Refusal ? error.appCode : 'internal'
    const details = error instanceof Refusal ? error.details : null
    const message = error instanceof Error ? error.message : String(error)
    return {
      error: superjson.serialize({ message, code: -32000, data: { appCode, details, path: name } }),
    }
  }
}
