import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetSettings } from '@/server/settings/workspace-settings'
import { useTestDatabase } from '@/server/testing/database'
import { isbotAlone, mauticTwoOfThree } from './baselines'
import { checkGoals } from './goals'
import { makeMailings, sessionClasses } from './make-sessions'
import { measure, shareOf } from './measure'
import { playMailings } from './play-sessions'
import type { SessionRequest } from './session'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-sessions-'))
useTestDatabase()
afterAll(() => rmSync(process.env.DATA_DIR ?? '', { recursive: true, force: true }))
beforeEach(forgetSettings)

describe('P10, ?15, KP-10: some sessions of every class of the tuning half, through the product', () => {
  test('people act, programs are recognised, opens are no clicks; what cannot be told apart is taken for people', async () => {
    const sessions = await playMailings(makeMailings({ half: 'tuning', seed: 7, perClass: 5 }))
    const { classes, groups } = measure(sessions)
    const figures = new Map(classes.map((of) => [of.class, of]))
    const wrong = classes.filter(({ class: name, people, programs }) => {
      const isTold = !notTold.has(name)
      const peopleAct = people === null || people.acted.percent === 100
      const programsAre = programs === null || programs.recognised.percent > 0 === isTold
      return !peopleAct || !programsAre
    })
    expect(wrong).toEqual([])
    expect([...sessionClasses.keys()].filter((name) => !figures.has(name))).toEqual([])
    expect(figures.get('Gmail image proxy')).toMatchObject({ people: null, programs: null })
    expect(checkGoals(groups).filter(({ isReached }) => !isReached)).toEqual([])
  })
})

/** Single clicks of programs that look like browsers, whose figures are 0. */
const notTold = new Set([
  'checked after the click',
  'the first link, seconds later',
  'one link, hours later, from a home',
  'every link, minutes between them',
])

describe('the corpus', () => {
  const wanted = { half: 'tuning', seed: 3, perClass: 2 } as const

  test('is the same for the same seed, another for another, and of every class', () => {
    const mailings = makeMailings(wanted)
    expect(makeMailings(wanted)).toEqual(mailings)
    expect(makeMailings({ ...wanted, seed: 4 })).not.toEqual(mailings)
    const classes = new Set(mailings.flatMap(({ sessions }) => sessions.map((session) => session.class)))
    expect(classes).toEqual(new Set(sessionClasses.keys()))
  })

  test('the held-out half has agents that the tuning half has not', () => {
    const agentsOf = (half: 'tuning' | 'held-out') =>
      new Set(
        makeMailings({ half, seed: 1, perClass: 20 })
          .filter(({ sessions }) => sessions[0]?.group !== 'opens')
          .flatMap(({ sessions }) => sessions.flatMap(({ requests }) => requests))
          .flatMap(({ headers }) => headers['user-agent'] ?? []),
      )
    const [tuning, heldOut] = [agentsOf('tuning'), agentsOf('held-out')]
    const shared = [...heldOut].filter((agent) => tuning.has(agent))
    expect(shared).toEqual([])
    expect(heldOut.size).toBeGreaterThan(50)
  })
})

describe('what the figures are compared with', () => {
  const request = (afterMs: number, agent?: string): SessionRequest => ({
    afterMs,
    by: 'program',
    method: 'GET',
    target: 0,
    ip: '198.18.0.1',
    headers: agent === undefined ? {} : { 'user-agent': agent },
    keepsCookies: false,
  })
  const [googlebot, firefox] = [
    'Googlebot/2.1 (+http://www.google.com/bot.html)',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  ]

  test.each([
    ['a bot at once', request(1_999, googlebot), { mautic: false, isbot: false }],
    ['a bot later', request(2_000, googlebot), { mautic: true, isbot: false }],
    ['a browser at once', request(500, firefox), { mautic: true, isbot: true }],
    ['no agent', request(500), { mautic: true, isbot: true }],
  ])('%s', (_what, asked, acts) => {
    expect({ mautic: mauticTwoOfThree(asked), isbot: isbotAlone(asked) }).toEqual(acts)
  })

  test('Wilson’s interval, as in the textbook', () => {
    expect(shareOf(95, 100)).toEqual({ of: 100, count: 95, percent: 95, from: 88.82, to: 97.85 })
    expect(shareOf(10, 10)).toMatchObject({ percent: 100, from: 72.25, to: 100 })
    expect(shareOf(0, 0)).toMatchObject({ of: 0, from: 0, to: 100 })
  })
})
