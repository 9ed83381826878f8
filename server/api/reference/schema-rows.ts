import { z } from 'zod'

/** One line of a table that describes JSON: `utm.source`, `items[].id`. */
export type SchemaRow = { path: string; type: string; isRequired: boolean; description: string }

/** As much of JSON Schema as our own generated document uses. */
type JsonSchema = {
  type?: string | string[] | undefined
  format?: string | undefined
  enum?: unknown[] | undefined
  const?: unknown
  properties?: Record<string, JsonSchema> | undefined
  required?: string[] | undefined
  items?: JsonSchema | undefined
  additionalProperties?: boolean | JsonSchema | undefined
  anyOf?: JsonSchema[] | undefined
  oneOf?: JsonSchema[] | undefined
  allOf?: JsonSchema[] | undefined
  description?: string | undefined
  default?: unknown
}

const jsonSchemaSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), jsonSchemaSchema).optional(),
    items: jsonSchemaSchema.optional(),
    additionalProperties: z.union([z.boolean(), jsonSchemaSchema]).optional(),
    anyOf: z.array(jsonSchemaSchema).optional(),
    oneOf: z.array(jsonSchemaSchema).optional(),
    allOf: z.array(jsonSchemaSchema).optional(),
    required: z.array(z.string()).optional(),
    enum: z.array(z.unknown()).optional(),
    format: z.string().optional(),
    description: z.string().optional(),
  }),
)

const deepest = 4

/** The fields of a schema, flattened; nothing for schemas that are not objects or lists of objects. */
export function schemaRows(schema: unknown): SchemaRow[] {
  const parsed = jsonSchemaSchema.safeParse(schema)
  return parsed.success ? rowsOf(parsed.data, '', 0) : []
}

/** A short name for the type of a schema: `string`, `number | null`, `"a" | "b"`, `string[]`. */
export function typeName(schema: unknown): string {
  const parsed = jsonSchemaSchema.safeParse(schema)
  return parsed.success ? nameOf(parsed.data) : 'any'
}

function rowsOf(schema: JsonSchema, prefix: string, depth: number): SchemaRow[] {
  if (depth > deepest) return []
  const object = objectIn(schema)
  if (!object?.properties) return []
  const { properties, required = [] } = object
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`
    const row = {
      path,
      type: nameOf(property),
      isRequired: required.includes(name),
      description: property.description ?? '',
    }
    const list = listIn(property)
    const inside = list ? rowsOf(list, `${path}[].`, depth + 1) : rowsOf(property, `${path}.`, depth + 1)
    return [row, ...inside]
  })
}

function alternatives({ anyOf, oneOf, allOf }: JsonSchema): JsonSchema[] {
  return anyOf ?? oneOf ?? allOf ?? []
}

function objectIn(schema: JsonSchema): JsonSchema | undefined {
  return schema.properties ? schema : alternatives(schema).find(({ properties }) => properties)
}

function listIn(schema: JsonSchema): JsonSchema | undefined {
  return schema.items ?? alternatives(schema).find(({ items }) => items)?.items
}

function nameOf(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const several = alternatives(schema)
  if (several.length) return [...new Set(several.map(nameOf))].join(' | ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => nameOf({ ...schema, type })).join(' | ')
  if (schema.type === 'array') return `${schema.items ? bracketed(nameOf(schema.items)) : 'any'}[]`
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
    return `{ [key]: ${nameOf(schema.additionalProperties)} }`
  return schema.format ? `${schema.type} (${schema.format})` : (schema.type ?? 'any')
}

function bracketed(name: string): string {
  return name.includes(' | ') ? `(${name})` : name
}
