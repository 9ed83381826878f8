/** Ends the process with one line when this Node is too old to run Switchyard. */
export function checkNode(version = process.versions.node) {
  if (isSupported(version)) return
  console.error(
    `Switchyard needs Node 20.19 or newer; this is ${version}. Install a newer one from https://nodejs.org`,
  )
  process.exit(1)
}

export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
}
