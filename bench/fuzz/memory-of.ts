import type { MemorySample } from './fuzz-web-process'

/** Memory over a run, in megabytes. */
type MemoryFigures = {
  afterWarmUp: number
  /** The median of the tenth that follows the middle of the run. */
  middle: number
  /** The median of its last tenth. */
  end: number
  most: number
  /** The median of every twentieth, by how much of the run was over at its end. */
  course: Record<`${number} %`, number>
}

/**
 * What samples over a run come to. A heap grows until its engine finds that collecting pays, so a leak is looked for
 * in the second half: between its first tenth of the run and its last.
 */
export function memoryOf(samples: MemorySample[]): MemoryFigures {
  const whole = samples.at(-1)?.requests ?? 0
  const between = (from: number, to: number) =>
    median(
      samples
        .filter(({ requests }) => requests >= from * whole && requests <= to * whole)
        .map(({ memory }) => memory),
    )
  return {
    afterWarmUp: samples[0]?.memory ?? 0,
    middle: between(0.5, 0.6),
    end: between(0.9, 1),
    most: Math.max(...samples.map(({ memory }) => memory)),
    course: Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`${(n + 1) * 5} %`, between(n / 20, (n + 1) / 20)]),
    ),
  }
}

function median(values: number[]): number {
  const inOrder = values.toSorted((a, b) => a - b)
  return inOrder[Math.floor(inOrder.length / 2)] ?? 0
}
