import { groupBy } from '@/server/group-by'
import { type Baseline, isbotAlone, mauticTwoOfThree } from './baselines'
import type { PlayedRequest, PlayedSession } from './play-sessions'
import type { Group } from './session'

/** How many of how many, with the 95 % confidence interval of Wilson's score, in percent. */
export type Share = { of: number; count: number; percent: number; from: number; to: number }

export function shareOf(count: number, of: number): Share {
  if (of === 0) return { of, count, percent: 0, from: 0, to: 100 }
  const z = 1.959964
  const p = count / of
  const middle = p + z ** 2 / (2 * of)
  const spread = z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))
  const whole = 1 + z ** 2 / of
  const percent = (value: number) => Math.round(value * 10_000) / 100
  return {
    of,
    count,
    percent: percent(p),
    from: percent(Math.max(0, (middle - spread) / whole)),
    to: percent(Math.min(1, (middle + spread) / whole)),
  }
}

/** Of the sessions with a person in them: in how many every click of the person… */
export type PeopleFigures = {
  /** …did what it was for, at once or at the end of a hold. This is “recognised”. */
  acted: Share
  /** …did it at once. */
  atOnce: Share
  /** …counts as a person's in the end. */
  counted: Share
  /** How long the clicks of people were held, in seconds; the median is 0. */
  delay: { p95: number; p99: number; most: number }
  isbotAlone: Share
  mautic: Share
}

/** Of the sessions with a program in them: in how many every click of the program… */
export type ProgramFigures = {
  /** …has a verdict in the end that is not a person's. This is “recognised”. */
  recognised: Share
  /** …did nothing, neither at once nor later. */
  stopped: Share
  /** The same of single clicks: most of what a scanner does is stopped, even where its first click is not. */
  clicksStopped: Share
  isbotAlone: Share
  mautic: Share
}

export type ClassFigures = {
  class: string
  group: Group
  people: PeopleFigures | null
  programs: ProgramFigures | null
}

/** The figures of every class, and those of every group under the group's own name. */
export function measure(sessions: PlayedSession[]): { classes: ClassFigures[]; groups: ClassFigures[] } {
  const figuresBy = (key: 'class' | 'group') =>
    [...groupBy(sessions, (session) => session[key]).values()].map((of) => ({
      class: of[0]?.[key] ?? '',
      group: of[0]?.group ?? 'people',
      people: peopleFigures(of),
      programs: programFigures(of),
    }))
  return { classes: figuresBy('class'), groups: figuresBy('group') }
}

const hasActed = ({ fate }: PlayedRequest) => fate === 'at once' || fate === 'after a hold'

function clicksBy(sessions: PlayedSession[], by: PlayedRequest['by']): PlayedRequest[][] {
  return sessions
    .map(({ requests }) => requests.filter((request) => request.by === by && request.fate !== 'not a click'))
    .filter((clicks) => clicks.length > 0)
}

function peopleFigures(sessions: PlayedSession[]): PeopleFigures | null {
  const people = clicksBy(sessions, 'person')
  if (people.length === 0) return null
  const share = (isSo: (click: PlayedRequest) => boolean) =>
    shareOf(people.filter((clicks) => clicks.every(isSo)).length, people.length)
  return {
    acted: share(hasActed),
    atOnce: share(({ fate }) => fate === 'at once'),
    counted: share(({ verdict }) => verdict === 'human'),
    delay: delayOf(people.flat()),
    isbotAlone: share(isbotAlone),
    mautic: share(mauticTwoOfThree),
  }
}

function delayOf(clicks: PlayedRequest[]): PeopleFigures['delay'] {
  const seconds = clicks.map(({ heldMs }) => Math.round(heldMs / 1_000)).toSorted((a, b) => a - b)
  const at = (share: number) => seconds[Math.min(seconds.length - 1, Math.floor(seconds.length * share))] ?? 0
  return { p95: at(0.95), p99: at(0.99), most: seconds.at(-1) ?? 0 }
}

function programFigures(sessions: PlayedSession[]): ProgramFigures | null {
  const programs = clicksBy(sessions, 'program')
  if (programs.length === 0) return null
  const share = (isSo: (click: PlayedRequest) => boolean) =>
    shareOf(programs.filter((clicks) => clicks.every(isSo)).length, programs.length)
  const not = (baseline: Baseline) => (click: PlayedRequest) => !baseline(click)
  return {
    recognised: share(({ verdict }) => verdict !== 'human'),
    stopped: share((click) => !hasActed(click)),
    clicksStopped: shareOf(
      programs.flat().filter((click) => !hasActed(click)).length,
      programs.flat().length,
    ),
    isbotAlone: share(not(isbotAlone)),
    mautic: share(not(mauticTwoOfThree)),
  }
}
