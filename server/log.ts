import pino from 'pino'

/**
 * One JSON line per thing worth knowing, on stdout. Log once, at the door that answers, with ids.
 * Personal data does not belong in a log; the paths below are a net for what slips in.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
  base: undefined,
  redact: {
    paths: ['email', '*.email', 'password', '*.password', 'token', '*.token', 'headers', '*.headers'],
    censor: '[removed]',
  },
})
