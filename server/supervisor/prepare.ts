import { startProcess } from './start-process'

type Preparing = { file: string; env: Record<string, string>; onLine: (line: string) => void }

/**
 * Runs the step before the first request: indexes, first admin, demo workspace.
 * @returns what to print about signing in
 * @throws AppError 'unavailable' with its reason when it fails
 */
export async function prepare({ file, env, onLine }: Preparing): Promise<string | undefined> {
  let signIn: string | undefined
  const step = startProcess({
    name: 'prepare',
    file,
    env,
    onLine: (line) => {
      const said = readSignIn(line)
      if (said) signIn = said
      else onLine(line)
    },
  })
  const { code } = await step.exited
  // It never says that it is ready: this throws what it said when it failed.
  if (code !== 0) await step.ready
  return signIn
}

function readSignIn(line: string): string | undefined {
  try {
    const { signIn } = JSON.parse(line)
    return typeof signIn === 'string' ? signIn : undefined
  } catch {
    return undefined
  }
}
