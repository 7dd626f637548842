import * as z from 'zod/mini'
import type { Note } from '@/lib/api/notes'
import type { Schema } from '@/lib/api/operation'
import {
  emailSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  roleSchema,
  usernameSchema,
} from '@/lib/schemas/fields'
import { instanceNameSchema, updateSettingsSchema } from '@/lib/schemas/settings'
import { titleSchema, updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { updateUserSchema } from '@/lib/schemas/user'

type Rule = { description?: string; examples?: unknown[]; format?: string; minProperties?: number }

const atLeastOne = { description: 'At least one field.', minProperties: 1 }

/** Rules of schemas that JSON Schema cannot express, wherever the schemas are used. */
const rules = z
  .registry<Rule>()
  .add(emailSchema, {
    description:
      'It is trimmed and lower-cased; an international domain is stored as A-labels. At most 254 characters.',
    examples: ['ada@example.org'],
  })
  .add(lineSchema, {
    description: '1 to 255 characters after trimming, without control characters.',
  })
  .add(nameSchema, {
    description:
      '1 to 255 characters after trimming, without control characters, with at least one letter, digit or emoji.',
  })
  .add(titleSchema, {
    description:
      '1 to 100 characters after trimming, without control characters, with at least one letter, digit or emoji.',
  })
  .add(instanceNameSchema, {
    description: '1 to 60 characters after trimming, without control characters.',
  })
  .add(usernameSchema, {
    description:
      'At most 255 characters, without @, with at least one letter, digit or emoji. An empty one counts as absent.',
  })
  .add(instantSchema, {
    description: 'RFC 3339 with a time zone.',
    format: 'date-time',
    examples: ['2030-01-31T18:00:00Z'],
  })
  .add(roleSchema, {
    description: 'By number, or by name in any case: 1 Admin, 2 Editor, 3 Viewer.',
    examples: [3, 'Viewer'],
  })
  .add(updateSignupTokenSchema, atLeastOne)
  .add(updateSettingsSchema, atLeastOne)
  .add(updateUserSchema, atLeastOne)

type Json = z.core.JSONSchema.BaseSchema

/** Removes bounds that only mean "a JavaScript number", and unreadable patterns. */
function simplify({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.format === 'uuid') delete jsonSchema.pattern
  if (jsonSchema.format === 'date-time' && jsonSchema.pattern) jsonSchema.pattern = '\\.\\d{3}Z$'
}

/** A note of which the types of its fields are no longer known. */
type AnyNote = Note<string> | readonly [string, Readonly<Record<string, AnyNote>>]

/** Writes a note into a schema and its fields, before the rules that are there. */
function describe(json: Json, note: AnyNote): Json {
  const [sentence, fields] = typeof note === 'string' ? [note, {}] : note
  const object = objectIn(json)
  for (const [name, field] of Object.entries(fields)) {
    const property = object?.properties?.[name]
    if (typeof property === 'object') describe(property, field)
  }
  json.description = [sentence, ruleIn(json)].filter(Boolean).join(' ')
  return json
}

/** The schema itself, its items or its choice, whichever has fields. */
function objectIn(json: Json): Json | undefined {
  if (json.properties) return json
  const inner = [json.items, ...(json.anyOf ?? [])].flat()
  return inner.filter((one) => typeof one === 'object').find((one) => one.properties)
}

/** The rule of a schema; where null may stand in its place, it is in the choice, from which it is taken. */
function ruleIn(json: Json): string | undefined {
  if (json.description !== undefined || json.anyOf === undefined) return json.description
  const [choice] = json.anyOf.filter((one) => typeof one === 'object')
  const rule = choice?.description
  if (choice) delete choice.description
  return rule
}

/** Schemas that check requests and type responses, with their notes, as `#/components/schemas`. */
export function schemaComponents(
  schemas: Record<string, Schema>,
  notes: Readonly<Record<string, AnyNote>>,
): Record<string, Json> {
  const components = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) components.add(schema, { id })
  const { schemas: found } = z.toJSONSchema(components, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    metadata: rules,
    override: simplify,
  })
  const plain = Object.entries(found).map(([id, { $schema: _, $id: __, ...json }]) => {
    const note = notes[id]
    return [id, note ? describe(json, note) : json]
  })
  return Object.fromEntries(plain)
}
