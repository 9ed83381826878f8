export type AppErrorCode =
  | 'not-found'
  | 'invalid-input'
  | 'conflict'
  | 'unauthenticated'
  | 'forbidden'
  | 'unprocessable'
  | 'too-many-requests'
  | 'unavailable'
  | 'internal'

type AppErrorParts = {
  /** For the log: what happened, with ids, never with personal data. */
  message: string
  /** For the person at the screen: what to do next. */
  userMessage: string
  cause?: unknown
  details?: unknown
}

/** A broken promise. Outcomes that are to be expected are returned as values instead. */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly userMessage: string
  readonly details?: unknown

  constructor(code: AppErrorCode, { message, userMessage, cause, details }: AppErrorParts) {
    super(message, { cause })
    this.name = 'AppError'
    this.code = code
    this.userMessage = userMessage
    this.details = details
  }
}

export const httpStatusByCode: Record<AppErrorCode, number> = {
  'not-found': 404,
  'invalid-input': 400,
  conflict: 409,
  unauthenticated: 401,
  forbidden: 403,
  unprocessable: 422,
  'too-many-requests': 429,
  unavailable: 503,
  internal: 500,
}
