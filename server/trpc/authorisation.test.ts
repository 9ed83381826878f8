import { callTRPCProcedure, TRPCError } from '@trpc/server'
import { describe, expect, test } from 'vitest'
import { hasRole, type Role, roles } from '../auth/roles'
import { useTestDatabase } from '../testing/database'
import { appRouter } from './router'

useTestDatabase()

const nowhere = 'f'.repeat(24)
const id = { id: nowhere }
const ok = 'OK'

/** Every procedure: who may call it, and what an id that nobody has, or the least input, answers to them. */
const matrix: Record<string, { role: Role | 'public'; input?: unknown; answer: string }> = {
  'session.me': { role: 'viewer', answer: ok },
  'session.preferences': { role: 'viewer', answer: ok },
  'session.savePreferences': { role: 'viewer', input: { prospectColumns: null }, answer: ok },
  'session.setup': {
    role: 'public',
    input: { token: 'wrong', name: 'A', email: 'a@example.com', password: 'long enough' },
    answer: 'FORBIDDEN',
  },
  'workflows.list': { role: 'viewer', input: {}, answer: ok },
  'workflows.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'workflows.versions': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'workflows.version': { role: 'viewer', input: { ...id, number: 1 }, answer: 'NOT_FOUND' },
  'workflows.references': { role: 'viewer', answer: ok },
  'workflows.create': { role: 'marketer', input: { name: 'W' }, answer: ok },
  'workflows.rename': { role: 'marketer', input: { ...id, name: 'W' }, answer: 'NOT_FOUND' },
  'workflows.saveDraft': {
    role: 'marketer',
    input: { ...id, revision: 1, document: { version: 1, nodes: [], edges: [] } },
    answer: 'NOT_FOUND',
  },
  'workflows.restore': { role: 'marketer', input: { ...id, number: 1, revision: 1 }, answer: 'NOT_FOUND' },
  'workflows.heldInPause': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'workflows.releaseHeld': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'workflows.discardHeld': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'jobs.overview': { role: 'admin', answer: ok },
  'jobs.failedEffects': { role: 'admin', input: {}, answer: ok },
  'jobs.failedEvents': { role: 'admin', input: {}, answer: ok },
  'jobs.wake': { role: 'admin', input: { name: 'events.plan' }, answer: ok },
  'jobs.retryEffect': { role: 'admin', input: id, answer: 'NOT_FOUND' },
  'jobs.retryGivenUp': { role: 'admin', answer: ok },
  'jobs.replayEvent': { role: 'admin', input: id, answer: 'NOT_FOUND' },
  'workflows.setPaused': { role: 'marketer', input: { ...id, isPaused: true }, answer: 'NOT_FOUND' },
  'workflows.enrol': { role: 'marketer', input: { ...id, prospectIds: [nowhere] }, answer: 'NOT_FOUND' },
  'workflows.publish': { role: 'admin', input: { ...id, revision: 1 }, answer: 'NOT_FOUND' },
  'workflows.archive': { role: 'admin', input: id, answer: 'NOT_FOUND' },
  'prospects.list': { role: 'viewer', input: {}, answer: ok },
  'prospects.count': { role: 'viewer', input: {}, answer: ok },
  'prospects.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'prospects.timeline': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'prospects.create': { role: 'marketer', input: {}, answer: ok },
  'prospects.update': { role: 'marketer', input: { ...id, score: 1 }, answer: 'NOT_FOUND' },
  'prospects.figures': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'prospects.export': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'prospects.merge': { role: 'marketer', input: { ...id, otherId: 'nobody' }, answer: 'NOT_FOUND' },
  'prospects.undoMerge': { role: 'marketer', input: { ...id, mergeId: 'none' }, answer: 'NOT_FOUND' },
  'prospects.merges': { role: 'viewer', input: id, answer: ok },
  'prospects.scoreHistory': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'prospects.erase': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'links.list': { role: 'viewer', input: {}, answer: ok },
  'links.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'links.preview': {
    role: 'viewer',
    input: {
      destination: 'https://example.com',
      utm: { source: '', medium: '', campaign: '', term: '', content: '' },
    },
    answer: ok,
  },
  'links.series': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'links.usage': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'links.facets': { role: 'viewer', input: {}, answer: ok },
  'links.qrCode': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'links.checkMany': { role: 'marketer', input: { rows: [] }, answer: ok },
  'links.createMany': {
    role: 'marketer',
    input: { rows: [{ destination: 'https://example.com' }] },
    answer: ok,
  },
  'links.restore': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'links.clicks': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'links.prospects': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'links.create': { role: 'marketer', input: { name: 'L', destination: 'https://example.com' }, answer: ok },
  'links.update': { role: 'marketer', input: { ...id, name: 'L' }, answer: 'NOT_FOUND' },
  'links.remove': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'links.senders': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'links.createShareLink': {
    role: 'marketer',
    input: { prospectId: nowhere, linkId: nowhere },
    answer: 'NOT_FOUND',
  },
  'links.createToken': { role: 'marketer', input: { ...id, prospectId: nowhere }, answer: 'NOT_FOUND' },
  'fields.list': { role: 'viewer', answer: ok },
  'fields.usage': { role: 'viewer', input: { key: 'nowhere' }, answer: 'NOT_FOUND' },
  'fields.create': { role: 'marketer', input: { key: 'plan', label: 'Plan', type: 'text' }, answer: ok },
  'fields.update': { role: 'marketer', input: { key: 'nowhere', label: 'P' }, answer: 'NOT_FOUND' },
  'lists.list': { role: 'viewer', input: {}, answer: ok },
  'lists.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'lists.members': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'lists.history': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'lists.create': { role: 'marketer', input: { name: 'L' }, answer: ok },
  'lists.update': { role: 'marketer', input: { ...id, name: 'L' }, answer: 'NOT_FOUND' },
  'lists.remove': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'lists.addMembers': { role: 'marketer', input: { ...id, prospectIds: [nowhere] }, answer: 'NOT_FOUND' },
  'lists.removeMembers': { role: 'marketer', input: { ...id, prospectIds: [nowhere] }, answer: 'NOT_FOUND' },
  'tasks.list': { role: 'viewer', input: {}, answer: ok },
  'tasks.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'tasks.create': { role: 'marketer', input: { title: 'T' }, answer: ok },
  'tasks.update': { role: 'marketer', input: { ...id, isDone: true }, answer: 'NOT_FOUND' },
  'tasks.remove': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'leads.ofProspect': { role: 'viewer', input: id, answer: ok },
  'notifications.list': { role: 'viewer', input: {}, answer: ok },
  'notifications.unread': { role: 'viewer', answer: ok },
  'notifications.markRead': { role: 'viewer', input: { ids: null }, answer: ok },
  'messages.list': { role: 'viewer', input: {}, answer: ok },
  'messages.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'messages.preview': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'messages.create': { role: 'marketer', input: { name: 'M' }, answer: ok },
  'messages.save': { role: 'marketer', input: { ...id, revision: 1 }, answer: 'NOT_FOUND' },
  'finishActions.get': { role: 'viewer', input: { host: { kind: 'link', ...id } }, answer: 'NOT_FOUND' },
  'finishActions.save': {
    role: 'admin',
    input: { host: { kind: 'link', ...id }, items: [] },
    answer: 'NOT_FOUND',
  },
  'runs.list': { role: 'viewer', input: {}, answer: ok },
  'runs.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'runs.cancel': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'holds.list': { role: 'viewer', input: {}, answer: ok },
  'holds.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'holds.windows': { role: 'viewer', answer: ok },
  'holds.release': { role: 'marketer', input: { ids: [nowhere] }, answer: ok },
  'holds.discard': { role: 'marketer', input: { ids: [nowhere] }, answer: ok },
  'effects.retry': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'outbox.list': { role: 'viewer', input: {}, answer: ok },
  'outbox.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'outbox.resend': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'webhooks.list': { role: 'viewer', input: {}, answer: ok },
  'webhooks.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'webhooks.resend': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'webhooks.disabledTargets': { role: 'viewer', answer: ok },
  'webhooks.enableTarget': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'webhooks.secret': { role: 'admin', answer: ok },
  'webhooks.rotateSecret': { role: 'admin', answer: ok },
  'functions.list': { role: 'viewer', input: {}, answer: ok },
  'functions.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'functions.create': { role: 'admin', input: { name: 'F' }, answer: ok },
  'functions.save': { role: 'admin', input: { ...id, revision: 1, name: 'F' }, answer: 'NOT_FOUND' },
  'functions.remove': { role: 'admin', input: id, answer: 'NOT_FOUND' },
  'functions.tryOut': {
    role: 'admin',
    input: { runtime: 'javascript', code: '', target: '', timeoutMs: 1_000, prospectId: nowhere },
    answer: 'NOT_FOUND',
  },
  'bulkOperations.list': { role: 'viewer', input: {}, answer: ok },
  'bulkOperations.get': { role: 'viewer', input: id, answer: 'NOT_FOUND' },
  'bulkOperations.cancel': { role: 'marketer', input: id, answer: 'NOT_FOUND' },
  'bulkOperations.exportColumns': { role: 'viewer', answer: ok },
  'bulkOperations.previewImport': { role: 'marketer', input: { fileId: nowhere }, answer: 'NOT_FOUND' },
  'bulkOperations.startImport': { role: 'marketer', input: { fileId: nowhere }, answer: 'NOT_FOUND' },
  'bulkOperations.startExport': { role: 'marketer', input: {}, answer: ok },
  'bulkOperations.previewChange': {
    role: 'marketer',
    input: { selection: { ids: [nowhere] }, action: { type: 'add-to-list', listId: nowhere } },
    answer: 'NOT_FOUND',
  },
  'bulkOperations.startChange': {
    role: 'marketer',
    input: { selection: { ids: [nowhere] }, action: { type: 'add-to-list', listId: nowhere } },
    answer: 'NOT_FOUND',
  },
  'settings.get': { role: 'admin', answer: ok },
  'settings.change': { role: 'admin', input: {}, answer: ok },
  'tracking.setup': { role: 'admin', answer: ok },
  'tracking.checkDomain': { role: 'admin', answer: ok },
  'tracking.checkPage': { role: 'admin', input: { url: 'http://127.0.0.1:9/' }, answer: ok },
  'users.names': { role: 'viewer', answer: ok },
  'users.list': { role: 'admin', answer: ok },
  'users.create': { role: 'admin', input: { email: 'no address' }, answer: 'BAD_REQUEST' },
  'users.setRole': { role: 'admin', input: { userId: nowhere, role: 'admin' }, answer: 'NOT_FOUND' },
  'apiKeys.list': { role: 'admin', answer: ok },
  'apiKeys.create': { role: 'admin', input: { name: 'K', scope: 'read' }, answer: ok },
  'apiKeys.revoke': { role: 'admin', input: id, answer: 'NOT_FOUND' },
}

const procedures = Object.keys(appRouter._def.procedures)

test('every procedure has its entry in the matrix, and every entry its procedure', () => {
  expect(Object.keys(matrix).toSorted()).toEqual(procedures.toSorted())
})

describe.each(Object.entries(matrix))('%s', (path, { role: needed, input, answer }) => {
  test.each(roles)('as %s', async (role) => {
    const isAllowed = needed === 'public' || hasRole(role, needed)
    expect(await codeOf(path, input, role)).toBe(isAllowed ? answer : 'FORBIDDEN')
  })

  test('as nobody', async () => {
    expect(await codeOf(path, input, null)).toBe(needed === 'public' ? answer : 'UNAUTHORIZED')
  })

  test('a change from a foreign page is refused, a look is not', async () => {
    const isMutation = typeOf(path) === 'mutation'
    const code = await codeOf(path, input, 'admin', {
      origin: 'https://evil.example',
      host: 'localhost:3000',
    })
    expect(code).toBe(isMutation ? 'FORBIDDEN' : answer)
  })

  test('operators in place of values never reach the database', async () => {
    const injected = JSON.parse(JSON.stringify(input ?? {}), (key, value) =>
      key !== '' && typeof value === 'string' ? { $ne: null } : value,
    )
    const code = await codeOf(path, injected, 'admin')
    expect([ok, 'BAD_REQUEST', 'NOT_FOUND', answer]).toContain(code)
    expect(code).not.toBe('INTERNAL_SERVER_ERROR')
  })
})

async function codeOf(
  path: string,
  input: unknown,
  role: Role | null,
  headers: Record<string, string> = {},
): Promise<string> {
  const user = role && { id: `test-${role}`, email: `${role}@example.com`, name: role, role }
  try {
    await callTRPCProcedure({
      router: appRouter,
      path,
      getRawInput: async () => input,
      ctx: { user, headers: new Headers(headers) },
      type: typeOf(path),
      signal: undefined,
      batchIndex: 0,
    })
    return ok
  } catch (error) {
    if (error instanceof TRPCError) return error.code
    throw error
  }
}

function typeOf(path: string): 'query' | 'mutation' {
  const procedure: unknown = (appRouter._def.procedures as Record<string, unknown>)[path] // built by tRPC from our router
  const type = (procedure as { _def?: { type?: string } } | undefined)?._def?.type
  return type === 'mutation' ? 'mutation' : 'query'
}
