/**
 * Calls back when the npm that started this process has ended without ending it: npm passes a signal on to the shell
 * between them, which does not pass it on any further.
 */
export function whenNpmIsGone(callback, env = process.env) {
  if (!env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, 500)
  timer.unref()
}
