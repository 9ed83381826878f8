import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue, definitionFor } from './catalogue'
import { outputsOf } from './define-node'
import { describeNode } from './describe'
import { describedFields, referencesIn } from './fields'
import { emptyProspect } from './prospect-snapshot'
import { noReferences } from './references'

const files = ['goals', 'actions', 'logic', 'sequence'].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url)).map((file) => file.replace('.ts', '')),
)

describe('the catalogue', () => {
  it('has every type once', () => {
    expect(new Set(catalogue.map(({ type }) => type)).size).toBe(catalogue.length)
  })

  it('holds the types that are promised, in this spelling', () => {
    expect(catalogue.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'enrolled',
        'redirect-link-clicked',
        'email-link-clicked',
        'sequence',
        'decision',
        'split',
        'send-email',
        'wait',
        'add-tags',
        'remove-tags',
        'adjust-score',
        'change-field',
        'move-to-sequence',
        'convert-to-lead',
        'assign-owner',
        'notify-user',
        'add-to-list',
        'remove-from-list',
        'create-task',
      ]),
    )
  })

  describe.each(catalogue.map((definition) => [definition.type, definition] as const))(
    '%s',
    (type, definition) => {
      it('stands in a file of its own name', () => {
        expect(files).toContain(type)
        expect(definitionFor(type)).toBe(definition)
      })

      it('describes itself without jargon', () => {
        expect(definition.title).toMatch(/^[A-Z][a-z ]+$/)
        expect(definition.description).toMatch(/^[A-Z].*\.$/s)
        expect(definition.icon).toMatch(/^[a-z0-9-]+$/)
      })

      it('has a label for every field, so that its form can be drawn', () => {
        expect(describedFields(definition.config).map(({ name }) => name)).toEqual(
          Object.keys(definition.config.shape).filter((name) => name !== 'workflowId'),
        )
      })

      it('says in one line what it does, however little is filled in', () => {
        for (const config of [{}, definition.initial]) {
          expect(describeNode({ type, config }, noReferences)).toMatch(/^\S.{2,}$/)
        }
      })

      it('bears half-filled configs everywhere the editor asks', () => {
        expect(outputsOf(definition, {})).toBeInstanceOf(Array)
        expect(outputsOf(definition, definition.initial).length).toBeGreaterThan(0)
        expect(referencesIn(definition.config, {})).toEqual([])
        expect(definition.config.strict().safeParse({ nonsense: true }).success).toBe(false)
      })

      it('tells what to do about each empty field', () => {
        for (const issue of definition.config.safeParse(definition.initial).error?.issues ?? []) {
          expect(issue.message).toMatch(/^(Choose|Add|Enter|Fill in|Name) /)
        }
      })
    },
  )

  it('the examples of a goal satisfy it', () => {
    const config = {
      tags: ['a'],
      linkIds: ['l'],
      messageIds: ['m'],
      links: [{ messageId: 'm', linkId: 'l' }],
      formIds: ['f'],
      fileIds: ['f'],
      listIds: ['l'],
      score: 10,
      type: 'order.paid',
      field: 'phone',
      criteria: null,
    }
    for (const definition of catalogue) {
      if (definition.kind !== 'goal') continue
      const examples = definition.examples(config, { workflowId: 'w', references: noReferences })
      expect(examples.length > 0 || definition.on === 'field.changed').toBe(true)
      for (const { label, payload } of examples) {
        expect(label).toMatch(/^\S.{2,}$/)
        const event = { ...payload, id: 'e', at: new Date(0) }
        const place = { nodeId: 'n', snapshot: emptyProspect }
        expect([definition.type, definition.reached(config, event, place)]).toEqual([definition.type, true])
      }
    }
  })

  it('every action takes criteria (IF-4) and returns plain effects', () => {
    for (const definition of catalogue) {
      if (definition.kind !== 'action') continue
      expect(Object.keys(definition.config.shape)).toContain('criteria')
      const config = {
        tags: ['a'],
        by: 1,
        field: 'phone',
        value: '1',
        messageId: 'm',
        nodeId: 'n',
        listId: 'l',
        userIds: ['u'],
        mode: 'fixed',
        message: 'Hello',
        title: 'Call',
        url: 'https://example.com',
        method: 'POST',
        headers: [],
        body: '',
        functionId: 'f',
        criteria: null,
      }
      const effects = definition.perform(config, { snapshot: emptyProspect, now: new Date(0) })
      expect(structuredClone(effects)).toEqual(effects)
      expect(effects).toHaveLength(1)
    }
  })
})
