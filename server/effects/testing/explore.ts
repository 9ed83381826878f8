/** One thing that may happen next, with what the world is like afterwards. */
export type Step<State> = { does: string; next: State }

export type Explored = {
  /** Different states that were reached. */
  states: number
  /** The shortest way to a state that is wrong, and what is wrong with it; null when there is none. */
  failure: { wrong: string; way: string[] } | null
}

type Model<State> = {
  start: State
  /** Everything that may happen next. None: the end of this way. */
  steps: (state: State) => Step<State>[]
  /** What is wrong with a state, or null. Asked of every state. */
  wrongWith: (state: State) => string | null
}

/**
 * Goes every way there is, each state once, the shortest first. States are compared by what they hold, so they must
 * be plain data.
 */
export function explore<State>({ start, steps, wrongWith }: Model<State>): Explored {
  type Reached = { state: State; does: string; from: Reached | null }
  const known = new Set([JSON.stringify(start)])
  let edge: Reached[] = [{ state: start, does: '', from: null }]
  while (edge.length) {
    const next: Reached[] = []
    for (const reached of edge) {
      const wrong = wrongWith(reached.state)
      if (wrong) return { states: known.size, failure: { wrong, way: wayTo(reached) } }
      for (const { does, next: state } of steps(reached.state)) {
        const key = JSON.stringify(state)
        if (known.has(key)) continue
        known.add(key)
        next.push({ state, does, from: reached })
      }
    }
    edge = next
  }
  return { states: known.size, failure: null }
}

function wayTo(reached: { does: string; from: unknown } | null): string[] {
  const way: string[] = []
  for (let at = reached; at?.does; at = at.from as typeof reached) way.unshift(at.does)
  return way
}
