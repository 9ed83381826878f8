'use client'

import { useSyncExternalStore } from 'react'

/**
 * False in what the server sends, until the page's own code runs. A form that is submitted before goes the browser's
 * own way, which writes everything in it, a password too, into the address.
 */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(never, inBrowser, onServer)
}

const never = () => () => {}
const inBrowser = () => true
const onServer = () => false
