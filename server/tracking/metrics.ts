import type { Tracking } from './tracking'

type Counted = Pick<Tracking, 'capture' | 'journal' | 'replay' | 'links'>

/** Bounds of the latency histogram, in seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15] as const

/** Counts of this process since it started, in the text format of Prometheus. */
export class Metrics {
  readonly #answers = new Map<number, number>()
  readonly #seconds = new Array<number>(BOUNDS.length + 1).fill(0)
  #secondsSum = 0
  #secondsCount = 0

  countAnswer(status: number): void {
    this.#answers.set(status, (this.#answers.get(status) ?? 0) + 1)
  }

  /** From the arrival of a recorded click to its answer. */
  measureClick(milliseconds: number): void {
    const seconds = milliseconds / 1000
    let place = 0
    while (place < BOUNDS.length && seconds > (BOUNDS[place] ?? 0)) place++
    this.#seconds[place] = (this.#seconds[place] ?? 0) + 1
    this.#secondsSum += seconds
    this.#secondsCount++
  }

  text(counted: Counted): string {
    const { stats } = counted.capture
    return [
      ...family('answers_total', 'counter', 'Answers on tracking addresses.', this.#answerSamples()),
      ...family('clicks_total', 'counter', 'Clicks by what their answer said about recording.', [
        ...Object.entries(stats.answered).map(([said, count]): Sample => [`{recorded="${said}"}`, count]),
      ]),
      ...single(
        'clicks_late_total',
        'counter',
        'Clicks written after they were answered as unconfirmed.',
        stats.late,
      ),
      ...single(
        'clicks_lost_total',
        'counter',
        'Clicks that were never written.',
        stats.lost + counted.replay.stats.lost,
      ),
      ...single('clicks_pending', 'gauge', 'Clicks in memory alone.', stats.pending),
      ...single(
        'database_late',
        'gauge',
        '1 while clicks go to the journal instead of the database.',
        Number(stats.isDatabaseLate),
      ),
      ...journalFamilies(counted),
      ...single('capture_batches_total', 'counter', 'Batches acknowledged by the database.', stats.batches),
      ...single('capture_failures_total', 'counter', 'Batches that had to be written again.', stats.failures),
      ...single('links_cached', 'gauge', 'Links known without asking the database.', counted.links.size),
      ...family(
        'click_seconds',
        'histogram',
        'From the arrival of a click to its answer.',
        this.#latencySamples(),
      ),
      ...single('resident_memory_bytes', 'gauge', 'Memory of this process.', process.memoryUsage.rss()),
      ...single('uptime_seconds', 'gauge', 'Age of this process.', Math.round(process.uptime())),
      ...single('process_id', 'gauge', 'Which process answers, where several share a port.', process.pid),
      '',
    ].join('\n')
  }

  #answerSamples(): Sample[] {
    return [...this.#answers].map(([status, count]) => [`{status="${status}"}`, count])
  }

  #latencySamples(): Sample[] {
    let below = 0
    const buckets = [...BOUNDS, '+Inf'].map((bound, place): Sample => {
      below += this.#seconds[place] ?? 0
      return [`_bucket{le="${bound}"}`, below]
    })
    return [...buckets, ['_sum', this.#secondsSum], ['_count', this.#secondsCount]]
  }
}

function journalFamilies({ journal: { stats }, replay }: Counted): string[] {
  return [
    ...single('journal_appended_total', 'counter', 'Clicks written to the journal.', stats.appended),
    ...single(
      'journal_replayed_total',
      'counter',
      'Clicks of the journal written to the database.',
      replay.stats.replayed,
    ),
    ...single('journal_bytes', 'gauge', 'Size of the journal: 0 when all is replayed.', stats.bytes),
    ...single('journal_segments', 'gauge', 'Files of the journal.', stats.segments),
    ...single('journal_failures_total', 'counter', 'Writes that the journal did not take.', stats.failures),
    ...single(
      'journal_damaged_total',
      'counter',
      'Parts of the journal that could not be read; their files are kept in DATA_DIR/journal/damaged.',
      replay.stats.damaged,
    ),
  ]
}

type Sample = [labels: string, value: number]

function single(name: string, type: string, help: string, value: number): string[] {
  return family(name, type, help, [['', value]])
}

function family(name: string, type: string, help: string, samples: Sample[]): string[] {
  const full = `switchyard_${name}`
  return [
    `# HELP ${full} ${help}`,
    `# TYPE ${full} ${type}`,
    ...samples.map(([labels, value]) => `${full}${labels} ${value}`),
  ]
}
