import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue'
import { compile } from '../compile'
import type { ActionDefinition } from '../define-node'
import { describeNode } from '../describe'
import { applyEffect, describeEffect, type EffectKind, invertEffect } from '../effects'
import { emptyProspect, type ProspectSnapshot } from '../prospect-snapshot'
import { noReferences, type References } from '../references'
import { fire, startSimulation } from '../simulate'
import { compiled, draw, scoreAtLeast, waitStep } from '../testing/draw'

type Promised = {
  config: Record<string, unknown>
  /** The card says exactly this. */
  summary: string
  effect: EffectKind
  /** What becomes of `ada`; null for what happens in the world outside, which nothing takes back. */
  changes: Partial<ProspectSnapshot> | null
  /** Nothing has to be filled in. */
  isCompleteAtOnce?: boolean
}

const ada: ProspectSnapshot = {
  ...emptyProspect,
  firstName: 'Ada',
  tags: ['cold'],
  lists: ['old'],
  score: 5,
  ownerId: 'grace',
}

const references: References = {
  ...noReferences,
  messages: [{ id: 'welcome', name: 'Welcome', subject: 'Hi', links: [] }],
  lists: [
    { id: 'news', name: 'News' },
    { id: 'old', name: 'Old' },
  ],
  users: [
    { id: 'grace', name: 'Grace' },
    { id: 'linus', name: 'Linus' },
  ],
  functions: [{ id: 'rate', name: 'Rate' }],
  workflows: [{ id: 'this', name: 'This', sequences: [{ id: 'later', name: 'later' }] }],
}

const promised: Record<string, Promised> = {
  'send-email': {
    config: { messageId: 'welcome' },
    summary: 'Sends “Welcome”',
    effect: 'message.send',
    changes: null,
  },
  'add-tags': {
    config: { tags: ['hot', 'cold'] },
    summary: 'Adds “hot”, “cold”',
    effect: 'tags.add',
    changes: { tags: ['cold', 'hot'] },
  },
  'remove-tags': {
    config: { tags: ['cold', 'never'] },
    summary: 'Removes “cold”, “never”',
    effect: 'tags.remove',
    changes: { tags: [] },
  },
  'adjust-score': {
    config: { by: -2 },
    summary: 'Lowers score by 2',
    effect: 'score.adjust',
    changes: { score: 3 },
  },
  'change-field': {
    config: { field: 'firstName', value: 'Augusta' },
    summary: 'Sets First name to “Augusta”',
    effect: 'field.change',
    changes: { firstName: 'Augusta' },
  },
  'convert-to-lead': {
    config: {},
    summary: 'Makes the prospect a lead',
    effect: 'lead.convert',
    changes: { leadStatus: 'open' },
    isCompleteAtOnce: true,
  },
  'assign-owner': {
    config: { userIds: ['linus'], mode: 'fixed' },
    summary: 'Makes “Linus” the owner',
    effect: 'owner.assign',
    changes: { ownerId: 'linus' },
  },
  'notify-user': {
    config: { userIds: ['linus'], message: 'Look' },
    summary: 'Notifies “Linus”',
    effect: 'user.notify',
    changes: null,
  },
  'add-to-list': {
    config: { listId: 'news' },
    summary: 'Adds to the list “News”',
    effect: 'list.join',
    changes: { lists: ['old', 'news'] },
  },
  'remove-from-list': {
    config: { listId: 'old' },
    summary: 'Removes from the list “Old”',
    effect: 'list.leave',
    changes: { lists: [] },
  },
  'create-task': {
    config: { title: 'Call', dueIn: 'P2D', ownerId: 'linus' },
    summary: 'Creates the task “Call” for “Linus”, due in 2 days',
    effect: 'task.create',
    changes: null,
  },
  'move-to-sequence': {
    config: { nodeId: 'later' },
    summary: 'Moves to “later”',
    effect: 'sequence.enter',
    changes: null,
  },
  'fire-webhook': {
    config: { url: 'https://example.com/hook', method: 'PUT', headers: [], body: '' },
    summary: 'PUT example.com/hook',
    effect: 'webhook.send',
    changes: null,
  },
  'run-lambda': {
    config: { functionId: 'rate' },
    summary: 'Runs “Rate”',
    effect: 'function.run',
    changes: null,
  },
}

const actions = catalogue.filter((definition): definition is ActionDefinition => definition.kind === 'action')

/** Enrolled, the action, and a sequence that a prospect can be moved to. */
const drawingOf = (type: string, config: Record<string, unknown>) =>
  draw(
    {
      start: { type: 'enrolled' },
      act: { type, config },
      first: { type: 'sequence', config: { steps: [waitStep('f', 'P1D')] } },
      later: { type: 'sequence', config: { steps: [waitStep('w', 'P1D')] } },
    },
    ['start -> act', 'start -> first', 'first -> later'],
  )

function tryOut(type: string, config: Record<string, unknown>) {
  const stage = { workflow: compiled(drawingOf(type, config)), workflowId: 'this' }
  const enrolled = { kind: 'prospect.enrolled', workflowId: 'this', nodeId: null } as const
  return fire(stage, startSimulation(deepFreeze(structuredClone(ada)), new Date(0)), enrolled)
}

describe('the fourteen finish actions (IF-5)', () => {
  it('are these, and each is promised here', () => {
    expect(actions.map(({ type }) => type).toSorted()).toEqual(Object.keys(promised).toSorted())
    expect(actions).toHaveLength(14)
  })

  describe.each(actions.map((definition) => [definition.type, definition] as const))(
    '%s',
    (type, definition) => {
      const { config, summary, effect, changes, isCompleteAtOnce = false } = promised[type] as Promised // see the first test
      const complete = definition.config.parse(config)

      it('says in one sentence what it does, and of an empty one what is to be done', () => {
        expect(describeNode({ type, config }, references)).toBe(summary)
        expect(describeNode({ type, config: { ...config, criteria: scoreAtLeast(10) } }, references)).toBe(
          `${summary} if Score is at least 10`,
        )
        for (const config of [{}, definition.initial])
          expect(describeNode({ type, config }, references)).toMatch(
            /^(?!.*(undefined|null|NaN|\[object|“”))[A-Z]/,
          )
        if (!isCompleteAtOnce)
          expect(describeNode({ type, config: {} }, references)).toMatch(/^(Choose|Add|Enter|Fill in) /)
      })

      it('is published when it is filled in, and refused at its fields when it is empty', () => {
        expect(compile(drawingOf(type, config), references).problems).toEqual([])
        const problems = compile(drawingOf(type, {}), references).problems.filter(
          ({ nodeId }) => nodeId === 'act',
        )
        expect(problems.length > 0).toBe(!isCompleteAtOnce)
        for (const { field, message } of problems) {
          expect(Object.keys(definition.config.shape)).toContain(field)
          expect(message).toMatch(/^(Choose|Add|Enter|Fill in) /)
        }
      })

      it('asks for one effect, which says what it did and is taken back wholly or not at all', () => {
        const [asked, ...more] = definition.perform(complete, { snapshot: ada, now: new Date(0) })
        if (!asked) throw new Error('an action asks for an effect')
        expect([asked.kind, more]).toEqual([effect, []])
        expect(describeEffect(asked)).toMatch(/^[A-Z][a-z]+(ed|t|n) /)
        expect(describeEffect(asked, { state: 'dead' })).toMatch(/^Could not [a-z]+(?<!ed|nt|ran) /)
        const after = applyEffect(ada, asked)
        const back = invertEffect(ada, asked)
        expect(after).toEqual({ ...ada, ...changes })
        expect(back === null).toBe(changes === null)
        expect(back?.reduce(applyEffect, after) ?? ada).toEqual(ada)
        const again = invertEffect(after, asked)
        if (again && effect !== 'score.adjust')
          expect(again.reduce(applyEffect, applyEffect(after, asked)), 'what it did not do stays').toEqual(
            after,
          )
      })

      it('is simulated on a copy, with its effect listed and nothing done', () => {
        const { frames, prospect } = tryOut(type, config)
        const [frame] = frames
        expect(frame?.advance.steps).toContainEqual(
          expect.objectContaining({ nodeId: 'act', outcome: 'performed' }),
        )
        expect(frame?.advance.effects.map(({ kind }) => kind)).toEqual([effect])
        expect(prospect).toEqual({ ...ada, ...changes })
        expect(frames.map(({ event }) => event.kind)).toEqual(
          effect === 'sequence.enter' ? ['prospect.enrolled', 'sequence.entered'] : ['prospect.enrolled'],
        )
      })

      it('IF-4: does nothing for whom its criteria do not let through', () => {
        const { frames, prospect } = tryOut(type, { ...config, criteria: scoreAtLeast(10) })
        expect(frames[0]?.advance.steps).toContainEqual(
          expect.objectContaining({ nodeId: 'act', outcome: 'skipped', effects: [] }),
        )
        expect(frames[0]?.advance.effects).toEqual([])
        expect(prospect).toEqual(ada)
      })
    },
  )
})

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}
