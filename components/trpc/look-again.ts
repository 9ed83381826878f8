type List = { state: { data?: { pages: readonly unknown[] } | undefined } }

/**
 * How often a list looks for what is new, in milliseconds. Looking again fetches every page that is loaded, so a
 * list of which more was loaded rests until somebody comes back to the window.
 */
export function lookAgain(ms: number): (query: List) => number | false {
  return ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? false : ms)
}
