import * as z from 'zod/mini'
import { instantSchema } from '@/lib/schemas/fields'
import { UsageError } from './errors'
import { readTime } from './times'

// `--set field=value` reaches every field of a body that the API takes: the schema that the API checks it with
// says which fields there are and what they hold. Whether a value is right, the API decides.

type Json = z.core.JSONSchema.BaseSchema
type Body = Record<string, unknown>

const times = z.registry<{ format: string }>().add(instantSchema, { format: 'date-time' })

function toJson(schema: z.ZodMiniType): Json {
  return z.toJSONSchema(schema, { io: 'input', metadata: times, unrepresentable: 'any' })
}

/** The forms that a value may have, such as a number or null. */
function formsOf(schema: Json): Json[] {
  return (schema.anyOf ?? [schema]).filter((form): form is Json => typeof form === 'object')
}

/** The fields of an object by their dotted paths, such as `show.title`. */
function fieldsOf(schema: Json, prefix = ''): Map<string, Json> {
  const found = new Map<string, Json>()
  for (const form of formsOf(schema)) {
    for (const [name, field] of Object.entries(form.properties ?? {})) {
      if (typeof field !== 'object') continue
      found.set(prefix + name, field)
      for (const [path, inner] of fieldsOf(field, `${prefix + name}.`)) found.set(path, inner)
    }
  }
  return found
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A text where the field takes only text, else JSON; a text without quotes where both are possible. */
function readValue(path: string, field: Json, text: string, now: Date): unknown {
  const forms = formsOf(field)
  const types = forms.flatMap(({ type, const: constant }) => type ?? typeOf(constant))
  const isText = types.includes('string')
  const parsed = isText && types.length === 1 ? undefined : parseJson(text)
  const type = typeOf(parsed)
  if (parsed !== undefined && types.includes(type)) return parsed
  if (parsed !== undefined && type === 'integer' && types.includes('number')) return parsed
  if (!isText) {
    throw new UsageError(`--set ${path}: “${text}” is not JSON for ${types.join(' or ')}.`)
  }
  return forms.some(({ format }) => format === 'date-time') ? readTime(text, now) : text
}

function assign(body: Body, steps: string[], value: unknown): Body {
  const [step = '', ...rest] = steps
  if (rest.length === 0) return { ...body, [step]: value }
  const inner = body[step]
  const before = typeof inner === 'object' && inner !== null ? { ...inner } : {}
  return { ...body, [step]: assign(before, rest, value) }
}

/**
 * The body that `--set` describes, over the fields that other options set.
 * @param assignments such as `maxUses=10` and `show.title=Rowing`
 */
export function setFields(
  schema: z.ZodMiniType,
  body: Body,
  assignments: string[],
  now: Date,
): Body {
  const fields = fieldsOf(toJson(schema))
  return assignments.reduce((result, assignment) => {
    const [, path, text] = /^([^=]+)=(.*)$/s.exec(assignment) ?? []
    if (path === undefined || text === undefined) {
      throw new UsageError(`--set takes field=value, not “${assignment}”.`)
    }
    const field = fields.get(path)
    if (!field) {
      const known = [...fields.keys()].join(', ')
      throw new UsageError(`There is no field “${path}”. Fields: ${known}.`)
    }
    return assign(result, path.split('.'), readValue(path, field, text, now))
  }, body)
}
