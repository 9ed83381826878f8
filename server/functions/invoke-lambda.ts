import type { FunctionInput } from './function-input'

/** What came of a call to AWS Lambda. `isPassing`: another time may be better. */
export type LambdaOutcome =
  | { ok: true; answer: string; logs: string[] }
  | { ok: false; isPassing: boolean; message: string; logs: string[] }

/**
 * Calls a function at AWS Lambda with `{ prospect, context }` and waits for its answer. Region, credentials and
 * endpoint come from the usual environment variables of AWS. A call that is repeated carries the same
 * `context.callId`. Never throws.
 */
export async function invokeLambda(
  target: string,
  input: FunctionInput,
  timeoutMs: number,
): Promise<LambdaOutcome> {
  // Read when it is first needed: most installations never call it.
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
  const client = new LambdaClient({ maxAttempts: 1 })
  try {
    const command = new InvokeCommand({
      FunctionName: target,
      InvocationType: 'RequestResponse',
      LogType: 'Tail',
      Payload: Buffer.from(JSON.stringify(input)),
    })
    const { Payload, FunctionError, LogResult } = await client.send(command, {
      abortSignal: AbortSignal.timeout(timeoutMs),
    })
    const answer = Buffer.from(Payload ?? []).toString()
    const logs = LogResult ? Buffer.from(LogResult, 'base64').toString().trimEnd().split('\n') : []
    if (FunctionError) return { ok: false, isPassing: false, message: messageIn(answer), logs }
    return { ok: true, answer, logs }
  } catch (error) {
    return { ok: false, logs: [], ...failure(error, timeoutMs) }
  } finally {
    client.destroy()
  }
}

/** The error of the function itself: `{ errorType, errorMessage }`. */
function messageIn(answer: string): string {
  try {
    const { errorType = 'Error', errorMessage = answer } = JSON.parse(answer)
    return `${errorType}: ${errorMessage}`
  } catch {
    return answer || 'The function failed without saying why'
  }
}

function failure(error: unknown, timeoutMs: number): { isPassing: boolean; message: string } {
  const name = error instanceof Error ? error.name : 'Error'
  const text = error instanceof Error ? error.message : String(error)
  if (name === 'TimeoutError' || name === 'AbortError')
    return { isPassing: true, message: `No answer within ${timeoutMs / 1000} seconds` }
  if (/region is missing/i.test(text))
    return { isPassing: false, message: 'Set AWS_REGION to the region of your functions, and start again' }
  if (name === 'CredentialsProviderError')
    return {
      isPassing: false,
      message: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and start again',
    }
  const status = statusOf(error)
  return { isPassing: status === null || status === 429 || status >= 500, message: `AWS: ${name}: ${text}` }
}

/** The status that AWS answered with; null when it did not answer. */
function statusOf(error: unknown): number | null {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } } // on every error of the SDK
  return $metadata?.httpStatusCode ?? null
}
