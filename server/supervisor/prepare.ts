import { AppError } from '../errors'
import { readableLine } from './readable-line'
import { startProcess } from './start-process'

type Preparing = { file: string; env: Record<string, string>; onLine: (line: string) => void }

/**
 * Runs the step before the first request: indexes, first admin, demo workspace.
 * @returns what to print about signing in
 * @throws AppError 'unavailable' with its reason when it fails
 */
export async function prepare({ file, env, onLine }: Preparing): Promise<string | undefined> {
  let signIn: string | undefined
  let lastSaid: string | undefined
  const step = startProcess({
    name: 'prepare',
    file,
    env,
    onLine: (line) => {
      const said = readSignIn(line)
      if (said) signIn = said
      else onLine(line)
      lastSaid = readableLine(line)
    },
  })
  const { code, lastLine = lastSaid } = await step.exited
  if (code === 0) return signIn
  throw new AppError('unavailable', {
    message: `prepare ended with exit code ${code}`,
    userMessage: lastLine ?? 'The database could not be prepared. Start again.',
  })
}

function readSignIn(line: string): string | undefined {
  try {
    const { signIn } = JSON.parse(line)
    return typeof signIn === 'string' ? signIn : undefined
  } catch {
    return undefined
  }
}
