import { beforeEach, describe, expect, test } from 'vitest'
import { catalogue } from '@/workflows/catalogue'
import type { FinishAction } from '@/workflows/finish-actions'
import { draw, waitStep } from '@/workflows/testing/draw'
import { createUser } from '../auth/create-user'
import { type Role, roles } from '../auth/roles'
import { collectionOf } from '../db/collection-of'
import { createFunction } from '../functions/create-function'
import { Links } from '../links/link'
import { createList } from '../lists/create-list'
import { createMessage } from '../messages/create-message'
import { useTestDatabase } from '../testing/database'
import { makeLink } from '../testing/make-link'
import { appRouter } from './router'

useTestDatabase()

const callerOf = (role: Role) =>
  appRouter.createCaller({
    user: { id: `test-${role}`, email: `${role}@example.com`, name: role, role },
    headers: new Headers(),
  })

let configs: Record<string, Record<string, unknown>>
beforeEach(async () => {
  const [list, message, fn] = [
    await createList({ name: 'News', description: '' }),
    await createMessage({ name: 'Hi', subject: 'Hi', html: '<p>Hi</p>' }),
    await createFunction({ name: 'F', code: 'export default () => ({})', timeoutMs: 1_000 }),
  ]
  const { id: userId } = await createUser({
    name: 'Grace',
    email: `grace-${list.id}@example.com`,
    password: 'long enough for anybody',
    role: 'marketer',
  })
  configs = {
    'send-email': { messageId: message.id },
    'add-tags': { tags: ['hot'] },
    'remove-tags': { tags: ['cold'] },
    'adjust-score': { by: 1 },
    'change-field': { field: 'phone', value: '1' },
    'convert-to-lead': {},
    'assign-owner': { userIds: [userId], mode: 'fixed' },
    'notify-user': { userIds: [userId], message: 'Look' },
    'add-to-list': { listId: list.id },
    'remove-from-list': { listId: list.id },
    'create-task': { title: 'Call' },
    'fire-webhook': { url: 'https://example.com/hook', method: 'POST', headers: [], body: '' },
    'run-lambda': { functionId: fn.id },
    'move-to-sequence': { nodeId: 'later' },
  }
})

const types = catalogue.filter(({ kind }) => kind === 'action').map(({ type }) => type)

/** Every finish action after another, and a sequence to move to. */
const withEverything = () =>
  draw(
    {
      start: { type: 'enrolled' },
      ...Object.fromEntries(types.map((type) => [type, { type, config: configs[type] }])),
      begin: { type: 'sequence', config: { steps: [waitStep('b', 'P1D')] } },
      later: { type: 'sequence', config: { steps: [waitStep('w', 'P1D')] } },
    },
    [
      ...types.map((type, index) => `${types[index - 1] ?? 'start'} -> ${type}`),
      'start -> begin',
      'begin -> later',
    ],
  )

describe('IF-3: no finish action is kept for some', () => {
  test.each(roles.filter((role) => role !== 'viewer'))(
    'as %s, all fourteen can be drawn, and each can be configured without a problem',
    async (role) => {
      const { workflows } = callerOf(role)
      const { id } = await workflows.create({ name: 'W' })
      expect(await workflows.saveDraft({ id, revision: 1, document: withEverything() })).toMatchObject({
        problems: [],
      })
      const published = workflows.publish({ id, revision: 2 })
      if (role === 'admin') expect(await published).toMatchObject({ ok: true, number: 1 })
      else await expect(published).rejects.toMatchObject({ code: 'FORBIDDEN' })
    },
  )

  test('whoever may publish can put each on a link, webhooks as soon as they are allowed there (?11)', async () => {
    const link = makeLink()
    await collectionOf(Links).insertOne(link)
    const host = { kind: 'link' as const, id: link._id, on: null }
    const itemOf = (type: string): FinishAction => ({
      id: type,
      name: type,
      type,
      config: configs[type] ?? {},
      criteria: null,
    })
    const { finishActions, settings } = callerOf('admin')
    const usual = types.filter((type) => !['fire-webhook', 'move-to-sequence'].includes(type)).map(itemOf)
    expect(await finishActions.save({ host, items: usual })).toMatchObject({ ok: true })
    const all = [...usual, itemOf('fire-webhook')]
    expect(await finishActions.save({ host, items: all })).toMatchObject({ ok: false })
    await settings.change({ areWebhooksOnLinks: true })
    expect(await finishActions.save({ host, items: all })).toMatchObject({ ok: true, list: { items: all } })
    await expect(callerOf('marketer').finishActions.save({ host, items: [] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})
