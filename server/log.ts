import pino from 'pino'

/**
 * One JSON line per thing worth knowing, on stdout. Log once, at the door that answers, with ids.
 * Personal data does not belong in a log; the paths below are a net for what slips in.
 */
export const log = pino({
  level: chosenLevel() ?? (process.env.VITEST ? 'silent' : 'info'),
  base: undefined,
  redact: {
    paths: ['email', '*.email', 'password', '*.password', 'token', '*.token', 'headers', '*.headers'],
    censor: '[removed]',
  },
})

/** A level that does not exist is told about with the other settings. */
function chosenLevel(): string | undefined {
  const level = process.env.LOG_LEVEL
  return level === 'silent' || (level && level in pino.levels.values) ? level : undefined
}
