/** Where to go after signing in: the wanted path if it is one of ours, else the start. Never another site. */
export function returnPath(wanted: string | null | undefined): string {
  const isOwnPath = wanted?.startsWith('/') && !/^\/[/\\]/.test(wanted) && !wanted.startsWith('/sign-in')
  return isOwnPath && wanted ? wanted : '/workflows'
}
