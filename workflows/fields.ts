import { z } from 'zod'
import { canParseUrl } from './can-parse-url'
import { type Criteria, completeCriteriaSchema, valuesComparedWith } from './criteria/criteria'
import { headerListSchema } from './header-list'
import { fieldValueSchema } from './prospect-snapshot'
import type { NamedSource, Reference } from './references'
import { durationSchema } from './sequence/duration-schema'
import { timeWindowSchema } from './sequence/time-window'
import { waitForSchema } from './sequence/wait-until'

/** The input a settings form draws for a field; each has one component in `components/editor/settings-form/`. */
export type FieldWidget =
  | 'text'
  | 'long-text'
  | 'choice'
  | 'duration'
  | 'headers'
  | 'number'
  | 'pick'
  | 'pick-many'
  | 'tags'
  | 'links'
  | 'message'
  | 'message-links'
  | 'prospect-field'
  | 'field-value'
  | 'sequence'
  | 'criteria'
  | 'wait'
  | 'time-window'
  | 'steps'
  | 'branches'
  | 'weighted-branches'

/** What a field of a node's config says of itself, beside its zod schema. */
export type FieldInfo = {
  label: string
  widget: FieldWidget
  help?: string
  placeholder?: string
  /** Of a choice: what there is to choose from. */
  options?: { value: string; label: string }[]
  /** Of a pick: where its options come from. */
  source?: PickSource
  /** What the value points to; compile checks that it exists and publishing takes it along. */
  references?: (value: never, config: Record<string, unknown>) => Reference[]
}

/** What a pick offers: records of one kind, by name. */
export type PickSource = NamedSource | 'messages'

const toChoose: Record<PickSource, string> = {
  lists: 'Choose a list',
  users: 'Choose a user',
  forms: 'Choose a form',
  files: 'Choose a file',
  functions: 'Choose a function',
  messages: 'Choose an email',
}

const infoBySchema = new WeakMap<z.ZodType, FieldInfo>()

/** Attaches the info to a copy, since a schema may serve several fields. */
function withInfo<Schema extends z.ZodType>(schema: Schema, info: FieldInfo): Schema {
  const own = schema.clone()
  infoBySchema.set(own, info)
  return own
}

type Hints = { help?: string; placeholder?: string }

/** The kinds of values a node's config is made of: schema, label, form input and references in one word. */
export const field = {
  text: (label: string, hints: Hints = {}) =>
    withInfo(z.string().trim().min(1, `Fill in “${label}”`), { label, widget: 'text', ...hints }),

  longText: (label: string, hints: Hints = {}) =>
    withInfo(z.string().trim().min(1, `Fill in “${label}”`), { label, widget: 'long-text', ...hints }),

  /** An address that a browser or a program can call: http or https, without a password in it. */
  webAddress: (label: string, hints: Hints = {}) =>
    withInfo(
      z
        .string()
        .trim()
        .min(1, `Enter the ${label.toLowerCase()}`)
        .max(2_000, `The ${label.toLowerCase()} can have up to 2,000 characters`)
        .refine(
          isWebAddress,
          'Enter an address that starts with https:// or http://, without a password in it',
        ),
      { label, widget: 'text', ...hints },
    ),

  /** Headers of a request: names and values. */
  headers: (label: string, hints: Hints = {}) =>
    withInfo(headerListSchema, { label, widget: 'headers', ...hints }),

  /** A long text with merge fields in it; may stay empty. */
  template: (label: string, hints: Hints = {}) =>
    withInfo(
      z
        .string()
        .max(50_000, `“${label}” can have up to 50,000 characters`)
        .refine(hasClosedTags, `Close every {{ in “${label}” with }}`)
        .default(''),
      { label, widget: 'long-text', ...hints },
    ),

  /** One of a few fixed values. */
  choice: <const Value extends string>(
    label: string,
    options: { value: Value; label: string }[],
    hints: Hints = {},
  ) =>
    withInfo(z.enum(options.map(({ value }) => value) as [Value, ...Value[]]), {
      label,
      widget: 'choice',
      options,
      ...hints,
    }),

  /** An ISO 8601 duration, like `P3D`. */
  duration: (label: string, hints: Hints = {}) =>
    withInfo(durationSchema, { label, widget: 'duration', ...hints }),

  /** One record, by id. */
  pick: (label: string, source: PickSource, hints: Hints = {}) =>
    withInfo(z.string(toChoose[source]).min(1, toChoose[source]), {
      label,
      widget: 'pick',
      source,
      references: (id: string) => [referenceTo(source, id)],
      ...hints,
    }),

  /** Several records, by id. */
  pickMany: (label: string, source: PickSource, hints: Hints = {}) =>
    withInfo(z.array(z.string(), toChoose[source]).min(1, toChoose[source]), {
      label,
      widget: 'pick-many',
      source,
      references: (ids: string[]) => ids.map((id) => referenceTo(source, id)),
      ...hints,
    }),

  number: (label: string, hints: Hints = {}) =>
    withInfo(z.number(`Enter a number for “${label}”`), { label, widget: 'number', ...hints }),

  tags: (label: string, hints: Hints = {}) =>
    withInfo(z.array(z.string().trim().min(1)).min(1, 'Add at least one tag'), {
      label,
      widget: 'tags',
      ...hints,
    }),

  links: (label: string, hints: Hints = {}) =>
    withInfo(z.array(z.string()).min(1, 'Choose a link'), {
      label,
      widget: 'links',
      references: (ids: string[]) => ids.map((id) => ({ kind: 'link', id })),
      ...hints,
    }),

  message: (label: string, hints: Hints = {}) =>
    withInfo(z.string().min(1, 'Choose an email'), {
      label,
      widget: 'message',
      references: (id: string) => [{ kind: 'message', id }],
      ...hints,
    }),

  messageLinks: (label: string, hints: Hints = {}) =>
    withInfo(
      z.array(z.object({ messageId: z.string(), linkId: z.string() })).min(1, 'Choose a link in an email'),
      {
        label,
        widget: 'message-links',
        references: (links: { messageId: string; linkId: string }[]) =>
          links.map((link) => ({ kind: 'message-link', ...link })),
        ...hints,
      },
    ),

  prospectField: (label: string, hints: Hints = {}) =>
    withInfo(z.string().min(1, 'Choose a field'), { label, widget: 'prospect-field', ...hints }),

  fieldValue: (label: string, hints: Hints = {}) =>
    withInfo(fieldValueSchema, { label, widget: 'field-value', ...hints }),

  /** A sequence, by node id; `workflowId` beside it says in which workflow (absent: this one). */
  sequence: (label: string, hints: Hints = {}) =>
    withInfo(z.string().min(1, 'Choose a sequence'), {
      label,
      widget: 'sequence',
      references: (nodeId: string, config) => [
        {
          kind: 'sequence',
          nodeId,
          workflowId: typeof config.workflowId === 'string' ? config.workflowId : null,
        },
      ],
      ...hints,
    }),

  criteria: (label = 'Only if', hints: Hints = {}) =>
    withInfo(completeCriteriaSchema.default(null), {
      label,
      widget: 'criteria',
      references: (criteria: Criteria) => recordsIn(criteria),
      ...hints,
    }),

  wait: (label: string, hints: Hints = {}) => withInfo(waitForSchema, { label, widget: 'wait', ...hints }),

  /** Hours of the week, or none. */
  timeWindow: (label: string, hints: Hints = {}) =>
    withInfo(timeWindowSchema, { label, widget: 'time-window', ...hints }).optional(),

  /** Steps inside a sequence: the form of each is checked here, its config by its own type in compile. */
  steps: (label: string, hints: Hints = {}) =>
    withInfo(z.array(stepSchema).min(1, 'Add a step'), { label, widget: 'steps', ...hints }),

  branches: (label: string, hints: Hints = {}) =>
    withInfo(z.array(branchSchema).min(1, 'Add a branch'), {
      label,
      widget: 'branches',
      references: (branches: { criteria: Criteria }[]) =>
        branches.flatMap(({ criteria }) => recordsIn(criteria)),
      ...hints,
    }),

  weightedBranches: (label: string, hints: Hints = {}) =>
    withInfo(z.array(weightedBranchSchema).min(2, 'Add at least two branches'), {
      label,
      widget: 'weighted-branches',
      ...hints,
    }),
}

/** The lists and users that a condition names. */
function recordsIn(criteria: Criteria): Reference[] {
  return [
    ...valuesComparedWith(criteria, 'lists').map((id) => referenceTo('lists', id)),
    ...valuesComparedWith(criteria, 'ownerId').map((id) => referenceTo('users', id)),
  ]
}

function isWebAddress(text: string): boolean {
  if (!canParseUrl(text)) return text === '' // an empty one has a problem of its own
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

function hasClosedTags(template: string): boolean {
  return !/\{\{|\{%/.test(template.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, ''))
}

function referenceTo(source: PickSource, id: string): Reference {
  return source === 'messages' ? { kind: 'message', id } : { kind: 'record', source, id }
}

export const stepSchema = z.object({
  id: z.string().min(1),
  type: z.string(),
  config: z.record(z.string(), z.unknown()),
})
export type Step = z.infer<typeof stepSchema>

const branchSchema = z.object({
  id: z.string().min(1),
  name: z.string().trim().min(1, 'Name the branch'),
  criteria: completeCriteriaSchema,
})

const weightedBranchSchema = z.object({
  id: z.string().min(1),
  name: z.string().trim().min(1, 'Name the branch'),
  weight: z.number('Enter a weight above 0').positive('Enter a weight above 0').max(1_000_000),
})

/** The described fields of a config schema, in the order they were written. */
export function describedFields(config: z.ZodObject): { name: string; info: FieldInfo }[] {
  return Object.entries(config.shape).flatMap(([name, schema]) => {
    const info = infoOf(schema as z.ZodType) // the values of a zod shape are schemas
    return info ? [{ name, info }] : []
  })
}

function infoOf(schema: z.ZodType): FieldInfo | undefined {
  const found = infoBySchema.get(schema)
  if (found) return found
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
  return wrapped ? infoOf(schema.unwrap() as z.ZodType) : undefined
}

/** Everything a config points to. Fields without a value point to nothing. */
export function referencesIn(config: z.ZodObject, value: Record<string, unknown>): Reference[] {
  return describedFields(config).flatMap(({ name, info }) =>
    info.references && value[name] != null ? info.references(value[name] as never, value) : [],
  )
}
