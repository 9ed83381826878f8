import { z } from 'zod'
import { type Naming, plainNaming, quoteValue } from './naming'
import { type FieldValue, fieldValueSchema, type ProspectSnapshot } from './prospect-snapshot'
import { shortAddress } from './short-address'

/** The payload of every kind of effect: orders to the world, as data. */
const payloadSchemas = {
  'tags.add': z.object({ tags: z.array(z.string()) }),
  'tags.remove': z.object({ tags: z.array(z.string()) }),
  'score.adjust': z.object({ by: z.number() }),
  'field.change': z.object({ field: z.string(), value: fieldValueSchema }),
  'message.send': z.object({ messageId: z.string() }),
  'lead.convert': z.object({}),
  /** Who of them it is, is chosen when the effect is applied, and kept with it. */
  'owner.assign': z.object({ userIds: z.array(z.string()), mode: z.enum(['fixed', 'round-robin']) }),
  'user.notify': z.object({ userIds: z.array(z.string()), message: z.string() }),
  'list.join': z.object({ listId: z.string() }),
  'list.leave': z.object({ listId: z.string() }),
  /** `dueIn` an ISO 8601 duration; `ownerId` null = the prospect's owner. */
  'task.create': z.object({
    title: z.string(),
    dueIn: z.string().nullable(),
    ownerId: z.string().nullable(),
  }),
  'webhook.send': z.object({
    url: z.string(),
    method: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().nullable(),
  }),
  'function.run': z.object({ functionId: z.string() }),
  /** `workflowId` null = the run's own workflow and version. */
  'sequence.enter': z.object({ workflowId: z.string().nullable(), nodeId: z.string() }),
}

export type EffectKind = keyof typeof payloadSchemas
export const effectKinds = Object.keys(payloadSchemas) as [EffectKind, ...EffectKind[]] // keys of a const object

/** `due` waits for its time; `done` happened once; the other states say why it did not, and `unknown` that nobody knows. */
export const effectStates = [
  'due',
  'held',
  'done',
  'skipped',
  'dead',
  'cancelled',
  'erased',
  'unknown',
] as const
export type EffectState = (typeof effectStates)[number]

/** The payload of one kind of effect. */
export type EffectPayload<Kind extends EffectKind> = z.infer<(typeof payloadSchemas)[Kind]>

/** One order to the world, as an action returns it. */
export type EffectRequest = { [Kind in EffectKind]: { kind: Kind; payload: EffectPayload<Kind> } }[EffectKind]

const change = <Kind extends EffectKind>(kind: Kind) =>
  z.object({ kind: z.literal(kind), payload: payloadSchemas[kind] })

/** What a function may ask for: changes of the prospect's own record. */
export const changeRequestSchema = z.discriminatedUnion('kind', [
  change('tags.add'),
  change('tags.remove'),
  change('score.adjust'),
  change('field.change'),
])

type EffectDefinition<Payload> = {
  /** What the effect does to a prospect, purely; identity for effects on the outside world. */
  apply: (prospect: ProspectSnapshot, payload: Payload) => ProspectSnapshot
  /** The effects that take this one back, given the prospect before it; null when it cannot be taken back. */
  inverse: (before: ProspectSnapshot, payload: Payload) => EffectRequest[] | null
  /** What it does, as an infinitive and in the past: “send” and “sent”. */
  verb: [infinitive: string, past: string]
  /** What it does that to, as it stands behind the verb: “a webhook to example.com”. */
  object: (payload: Payload, naming: Naming) => string
  /** What of it only happens live, in a sentence for the simulator. */
  liveOnly?: string
}

/** The lead status of a prospect that has just become a lead. */
export const openLead = 'open'

const unchanged = (prospect: ProspectSnapshot) => prospect
const quoted = (tags: string[]) => tags.map((tag) => `“${tag}”`).join(', ')
const oneOf = (noun: string, name: string | null) =>
  name ? `the ${noun} “${name}”` : `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
const signed = (by: number) => (by < 0 ? `−${Math.abs(by)}` : `+${by}`)

/** What each kind of effect means. A new kind also needs one handler in `server/effects/`, or it does not compile. */
const effectDefinitions: { [Kind in EffectKind]: EffectDefinition<EffectPayload<Kind>> } = {
  'tags.add': {
    apply: (prospect, { tags }) => ({ ...prospect, tags: [...new Set([...prospect.tags, ...tags])] }),
    inverse: (before, { tags }) => {
      const added = tags.filter((tag) => !before.tags.includes(tag))
      return added.length ? [{ kind: 'tags.remove', payload: { tags: added } }] : []
    },
    verb: ['add', 'added'],
    object: ({ tags }) => `${tags.length === 1 ? 'tag' : 'tags'} ${quoted(tags)}`,
  },
  'tags.remove': {
    apply: (prospect, { tags }) => ({
      ...prospect,
      tags: prospect.tags.filter((tag) => !tags.includes(tag)),
    }),
    inverse: (before, { tags }) => {
      const removed = tags.filter((tag) => before.tags.includes(tag))
      return removed.length ? [{ kind: 'tags.add', payload: { tags: removed } }] : []
    },
    verb: ['remove', 'removed'],
    object: ({ tags }) => `${tags.length === 1 ? 'tag' : 'tags'} ${quoted(tags)}`,
  },
  'score.adjust': {
    apply: (prospect, { by }) => ({ ...prospect, score: prospect.score + by }),
    inverse: (_before, { by }) => [{ kind: 'score.adjust', payload: { by: -by } }],
    verb: ['adjust', 'adjusted'],
    object: ({ by }) => `score by ${signed(by)}`,
  },
  'field.change': {
    apply: (prospect, { field, value }) => writeField(prospect, field, value),
    inverse: (before, { field }) => [
      { kind: 'field.change', payload: { field, value: readField(before, field) } },
    ],
    verb: ['change', 'changed'],
    object: ({ field, value }, naming) => `${naming.label(field)} to ${quoteValue(field, value, naming)}`,
  },
  'message.send': {
    apply: unchanged,
    inverse: () => null,
    verb: ['send', 'sent'],
    object: ({ messageId }, { name }) => oneOf('email', name(messageId)),
  },
  'lead.convert': {
    apply: (prospect) => ({ ...prospect, leadStatus: prospect.leadStatus ?? openLead }),
    inverse: (before) =>
      before.leadStatus === null
        ? [{ kind: 'field.change', payload: { field: 'leadStatus', value: null } }]
        : [],
    verb: ['convert', 'converted'],
    object: () => 'to a lead',
  },
  'owner.assign': {
    // Who it is, is not known before the effect is applied; with one user to choose from it is.
    apply: (prospect, { userIds }) => ({
      ...prospect,
      ownerId: userIds.length === 1 ? (userIds[0] ?? null) : prospect.ownerId,
    }),
    inverse: (before) => [{ kind: 'field.change', payload: { field: 'ownerId', value: before.ownerId } }],
    verb: ['assign', 'assigned'],
    object: ({ userIds: [first = '', ...others], mode }, { name }) => {
      const only = others.length ? null : name(first)
      if (only) return `“${only}” as the owner`
      return mode === 'fixed' ? 'an owner' : 'the next owner in turn'
    },
  },
  'user.notify': {
    apply: unchanged,
    inverse: () => null,
    verb: ['notify', 'notified'],
    object: ({ userIds }) => (userIds.length === 1 ? 'a user' : `${userIds.length} users`),
  },
  'list.join': {
    apply: (prospect, { listId }) => ({ ...prospect, lists: [...new Set([...prospect.lists, listId])] }),
    inverse: (before, { listId }) =>
      before.lists.includes(listId) ? [] : [{ kind: 'list.leave', payload: { listId } }],
    verb: ['add', 'added'],
    object: ({ listId }, { name }) => `to ${oneOf('list', name(listId))}`,
  },
  'list.leave': {
    apply: (prospect, { listId }) => ({ ...prospect, lists: prospect.lists.filter((id) => id !== listId) }),
    inverse: (before, { listId }) =>
      before.lists.includes(listId) ? [{ kind: 'list.join', payload: { listId } }] : [],
    verb: ['remove', 'removed'],
    object: ({ listId }, { name }) => `from ${oneOf('list', name(listId))}`,
  },
  'task.create': {
    apply: unchanged,
    inverse: () => null,
    verb: ['create', 'created'],
    // Merge fields are filled in when the task is created.
    object: ({ title }) => oneOf('task', title.includes('{{') ? null : title),
  },
  'webhook.send': {
    apply: unchanged,
    inverse: () => null,
    verb: ['send', 'sent'],
    object: ({ url }) => `a webhook to ${shortAddress(url)}`,
  },
  'function.run': {
    apply: unchanged,
    inverse: () => null,
    verb: ['run', 'ran'],
    object: () => 'a function',
    liveOnly: 'Functions are not run here. The test on the page of the function tells what it would change.',
  },
  'sequence.enter': {
    apply: unchanged,
    inverse: () => null,
    verb: ['move', 'moved'],
    object: () => 'to a sequence',
  },
}

/** The definition that belongs to an effect, typed so that its payload fits. */
function definitionOf(effect: EffectRequest) {
  // The mapped union guarantees that kind and payload belong together; TypeScript cannot carry that through an index.
  return effectDefinitions[effect.kind] as EffectDefinition<EffectRequest['payload']>
}

/** The prospect after one effect: the oracle of live handlers and the hands of the simulator. */
export function applyEffect(prospect: ProspectSnapshot, effect: EffectRequest): ProspectSnapshot {
  return definitionOf(effect).apply(prospect, effect.payload)
}

/** What takes an effect back, given the prospect as it was before; null when it cannot be taken back. */
export function invertEffect(before: ProspectSnapshot, effect: EffectRequest): EffectRequest[] | null {
  return definitionOf(effect).inverse(before, effect.payload)
}

/** One sentence that says what an effect did; of one that is not done, what it will do, could not do, and so on. */
export function describeEffect(
  effect: EffectRequest,
  { state = 'done', naming = plainNaming }: { state?: EffectState; naming?: Naming } = {},
): string {
  const { verb, object } = definitionOf(effect)
  return `${beginnings[state](...verb)} ${object(effect.payload, naming)}`
}

const beginnings: Record<EffectState, (...verb: EffectDefinition<never>['verb']) => string> = {
  due: (infinitive) => `Will ${infinitive}`,
  held: (infinitive) => `Held, will not yet ${infinitive}`,
  done: (_, past) => `${past.charAt(0).toUpperCase()}${past.slice(1)}`,
  skipped: (infinitive) => `Did not ${infinitive}`,
  dead: (infinitive) => `Could not ${infinitive}`,
  cancelled: (infinitive) => `Cancelled, did not ${infinitive}`,
  erased: (infinitive) => `Did not ${infinitive}`,
  unknown: (_, past) => `Perhaps ${past}`,
}

/** What a simulation of this effect leaves out, as a sentence; null when it leaves nothing out. */
export function liveOnlyPart(effect: EffectRequest): string | null {
  return definitionOf(effect).liveOnly ?? null
}

/** Reads `firstName` or `fields.industry` from a prospect; null when it is not set. */
export function readField(prospect: ProspectSnapshot, field: string): FieldValue {
  const value: unknown = field.startsWith('fields.')
    ? prospect.fields[field.slice('fields.'.length)]
    : (prospect as Record<string, unknown>)[field] // a name checked at publish
  return fieldValueSchema.safeParse(value).data ?? null
}

function writeField(prospect: ProspectSnapshot, field: string, value: FieldValue): ProspectSnapshot {
  return field.startsWith('fields.')
    ? { ...prospect, fields: { ...prospect.fields, [field.slice('fields.'.length)]: value } }
    : { ...prospect, [field]: value }
}
